export { testBucket } from './bucket.ts';
export { cheapHash } from './cheap-hash.ts';
export { createTestClock, type TestClock } from './clock.ts';
export {
  type Contents,
  changesBetween,
  contentsOf,
  rowsOfTenant,
  type StoredRow,
} from './contents.ts';
export {
  type DatabaseOptions,
  type Frozen,
  type TestDatabase,
  type TestDatabases,
  testDatabase,
} from './database.ts';
export { messageOf, type Verdict } from './deliveries.ts';
export { givenAccount } from './given-account.ts';
export {
  type CallerRights,
  type GivenApiKey,
  type GivenUser,
  givenApiKey,
  givenUser,
} from './given-callers.ts';
export { givenDefaultRole } from './given-default-role.ts';
export { type GivenTenant, givenTenant } from './given-tenant.ts';
export { exampleIdentityProvider } from './identity-provider.ts';
export { insertRow } from './insert-row.ts';
export { type Accepted, acceptOne, confirmOne, submitOne, type Walking, type WalkStep } from './lead-walk.ts';
export { migrationsFolder, readMigrations } from './migrations.ts';
export {
  type OrgUnit,
  type OrgUnitSetting,
  orgUnitById,
  orgUnitFields,
  orgUnitSetting,
  orgUnitSubject,
} from './org-units.ts';
export type { MeasuredStatement, RecordedStatement } from './recorder.ts';
export { type Caller, foundSalesLine, type SalesLine } from './sales-line.ts';
export { accessTokenFor, type SigningKey, signingKey } from './signing-key.ts';
export { processFolder } from './temporary-folder.ts';
export { type Granted, type Reply, send, type Wire } from './wire.ts';
export {
  type Answer,
  type Asked,
  linkKey,
  type WorkerOptions,
  type WorkerUnderTest,
  workerUnderTest,
} from './worker-under-test.ts';
