export { backUp } from './archive/backup.ts';
export { type Restored, restore } from './archive/restore.ts';
export { buildAssets } from './build/assets.ts';
export { type Bundle, buildWorkers } from './build/workers.ts';
export { buildWorkersByWrangler } from './build/wrangler.ts';
export type { CronRequest } from './crons.ts';
export { loadOrganisation } from './demo/load-organisation.ts';
export { Failure } from './failure.ts';
export { readMigrations } from './migrations.ts';
export {
  type DomainWorkerName,
  domainWorkerNames,
  projectRoot,
  type WorkerName,
  workerNames,
} from './project.ts';
export { type Stack, type StackOptions, startStack } from './stack.ts';
