export type { Cell, Choices } from './cells.ts';
export { type Finding, wordsOf } from './findings.ts';
export { type Importing, importJob, type OpenImport, runOnce } from './job.ts';
export {
  type AnyRunner,
  type ImportField,
  type ImportKind,
  type ImportRunner,
  importRunner,
  type PageDecision,
  type ParsedRow,
  type RowOutcome,
  type Trial,
} from './kind.ts';
export { kindsElsewhere, opportunityKind } from './kinds/index.ts';
export { joinedMapping, mappingField, unknownFields } from './mapping.ts';
export { importReaction } from './reaction.ts';
export * from './records.ts';
