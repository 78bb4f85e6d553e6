export {
  type AccountDraft,
  accountDraftRequested,
  draftContact,
  draftContactTaken,
} from './account-drafts.ts';
export { type AlikeEvent, type AlikeFields, changedAlike, type LoadedRecord } from './changed-alike.ts';
export { changedMany, createdMany, type PatchOf } from './changed-many.ts';
export {
  type Change,
  changed,
  created,
  differences,
  type EventOf,
  fact,
  type Moment,
  type NewRow,
  type RecordState,
  type RecordTable,
  type Subject,
} from './changes.ts';
export { type Connection, connect, type DatabaseConfig, type Spent } from './connection.ts';
export { type DeadLetter, deadLetterFields, deadLetterSubject, deadLettersOfEvents } from './dead-letters.ts';
export * from './deadlines.ts';
export { erasedFromLog, erasedOrigins, erasedPrivates } from './erasure.ts';
export type { FactDraft, Origin } from './event-statements.ts';
export { type CommitLoss, commitLoss, failedStatement, isUnavailable, UnavailableError } from './faults.ts';
export { keyUsed } from './key-uses.ts';
export * from './migrate.ts';
export { must } from './must.ts';
export * from './named-parties.ts';
export { filled, type NextNumber, nextNumber, type TakenNumbers } from './numbers.ts';
export { fileBegun, filePending, fileStillPending, filesSettled } from './pending-files.ts';
export { hourOf, type PrivateRead, privateReads, readLogged } from './private-reads.ts';
export {
  eventsToReactTo,
  type LoggedEvent,
  mustNotBeDone,
  type Reacted,
  reactionDead,
  reactionFailed,
  reactionReplayed,
} from './reactions.ts';
export * from './seals.ts';
export {
  ambientNames,
  asBoolean,
  asInstant,
  asJson,
  asNumber,
  asText,
  at,
  type Bound,
  businessNow,
  columns,
  type Decoder,
  principal,
  type RowOf,
  type RowShape,
  type Statement,
  statement,
  tenant,
  type Value,
  value,
} from './statement.ts';
export type { DeadlineStore } from './system/deadlines.ts';
export type { FileStore, UnneededFile } from './system/files.ts';
export type { JobRun, JobState } from './system/job-runs.ts';
export type { LeaseStore } from './system/leases.ts';
export type { EventAgain, RelayedEvent, RelayPage, RelayStep, RelayStore, Sent } from './system/relay.ts';
export type { SealingStore } from './system/sealing.ts';
export type { StrayMessage } from './system/stray-messages.ts';
export type { Vitals } from './system/vitals.ts';
export * from './system.ts';
export {
  type CalendarText,
  calendarVersion,
  compiledCalendars,
  firstCalendarId,
  type TenantCalendar,
  tenantCalendar,
} from './tenant-calendar.ts';
export { asSettings, settingInSql, tenantSettings } from './tenant-settings.ts';
export {
  all,
  type Commit,
  type CommitOutcome,
  type FirstAnswer,
  first,
  type Load,
  type Loaded,
  type Plan,
  type TenantStore,
  tenantStore,
} from './tenant-store.ts';
export { type Count, ownAttempt, ownBlockedUntil, type Pace, userKey } from './throttles.ts';
export { insert, update } from './writes.ts';
