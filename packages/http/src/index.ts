export { command, type CommandDefinition, type Decision } from './command.ts';
export { type InputErrorCode, inputError } from './input-errors.ts';
export { list, type ListDefinition, type SearchAsked } from './list.ts';
export { instantBound } from './list-input.ts';
export type { Answer, Entries, Incoming, Method, Operation, Schema } from './operation.ts';
export { publicCommand, type PublicDecision, publicQuery } from './public.ts';
export { query, type Viewed } from './query.ts';
export { baseEnv, createRuntime, type Runtime } from './runtime.ts';
export { createWorker, type Domain, type Job } from './worker.ts';
