import { resolve } from 'node:path';

/** The folder of the whole project. */
export const projectRoot = resolve(import.meta.dirname, '../../..');

/** A path inside the project. */
export function inProject(...parts: string[]): string {
  return resolve(projectRoot, ...parts);
}

export const domainWorkerNames = [
  'accounts',
  'opportunities',
  'contracts',
  'tickets',
  'notifications',
] as const;

/** A Worker that owns data, in the order of deployment. */
export type DomainWorkerName = (typeof domainWorkerNames)[number];

/** Every Worker, callees first: the edge calls all others. */
export const workerNames = [...domainWorkerNames, 'edge'] as const;
export type WorkerName = (typeof workerNames)[number];

/** The wrangler file that configures a Worker. */
export function wranglerFile(worker: WorkerName): string {
  return worker === 'edge' ? inProject('wrangler.toml') : inProject('workers', worker, 'wrangler.toml');
}

/** Whether the text names a Worker with crons. */
export function isDomainWorkerName(text: string): text is DomainWorkerName {
  return domainWorkerNames.some((name) => name === text);
}
