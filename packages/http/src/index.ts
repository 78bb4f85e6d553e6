export { type CommandDefinition, command, type Decision } from './command.ts';
export { type CsvColumn, type CsvValue, csvHead, csvLine, csvRow } from './csv.ts';
export type { CsvOffer } from './csv-export.ts';
export { deadline } from './deadline.ts';
export type { Afterwork, Domain, Job } from './domain.ts';
export { type DownloadDefinition, download, type SentFile } from './download.ts';
export type { Example, ExampleGiven, ExampleRequest } from './example.ts';
export {
  type Bucket,
  type BucketUpload,
  bucketBinding,
  type ListedFile,
  type StoredFile,
  type StoredPart,
} from './files/bucket.ts';
export { FileTooLargeError, storeFile } from './files/store-file.ts';
export {
  type InputErrorCode,
  type InputFinding,
  inputError,
  inputErrors,
  inputFindings,
  inputWords,
} from './input-errors.ts';
export { type ListDefinition, list } from './list.ts';
export { instantBound } from './list-input.ts';
export type { SearchAsked } from './list-page.ts';
export type { Answer, Entries, Incoming, Method, Operation, Schema } from './operation.ts';
export { type PublicDecision, publicCommand, publicQuery } from './public.ts';
export { query, type Viewed } from './query.ts';
export {
  type Reaction,
  type ReactionDecision,
  type ReactsTo,
  type ReceivedEvent,
  reaction,
  type WorkGiven,
  work,
} from './reaction.ts';
export { creatorField, ownFields, record, stamps } from './record-view.ts';
export { relayAlone } from './relaying.ts';
export { baseEnv, countInput, createRuntime, type Runtime } from './runtime.ts';
export { type UploadDefinition, type UploadedFile, upload } from './upload.ts';
export { createWorker } from './worker.ts';
export { createWorkerInParts, type Everyday, mountedIn } from './worker-in-parts.ts';
