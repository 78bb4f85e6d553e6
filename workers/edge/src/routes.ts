import type { WorkerName } from './env.ts';

/** The resources of each Worker: the first segment after `/v1/`. */
export const resources: Readonly<Record<WorkerName, readonly string[]>> = {
  accounts: [
    'access',
    'accounts',
    'api-keys',
    'attachments',
    'audit-entries',
    'auth',
    'calendars',
    'cases',
    'dead-letters',
    'events',
    'grids',
    'handovers',
    'identity-providers',
    'import-mappings',
    'imports',
    'invitations',
    'me',
    'org-units',
    'permissions',
    'personal-data',
    'processes',
    'retention-summary',
    'roles',
    'seals',
    'segments',
    'sessions',
    'settings',
    'targets',
    'tasks',
    'tenants',
    'users',
  ],
  opportunities: [
    'ict-projects',
    'leads',
    'opportunities',
    'opportunity-categories',
    'opportunity-summary',
    'partners',
  ],
  contracts: ['contract-templates', 'contracts', 'orders'],
  tickets: ['articles', 'sla', 'sla-policies', 'ticket-summary', 'tickets'],
  notifications: [
    'broadcasts',
    'bulletins',
    'deliveries',
    'notification-templates',
    'notifications',
    'webhook-endpoints',
  ],
};

/** Paths outside `/v1`. */
const wellKnown: ReadonlyMap<string, WorkerName> = new Map([['/.well-known/jwks.json', 'accounts']]);

const owners: ReadonlyMap<string, WorkerName> = new Map(
  Object.entries(resources).flatMap(([worker, names]) =>
    names.map((name): [string, WorkerName] => [name, worker as WorkerName]),
  ),
);

/** The Worker that answers at this path; undefined when none does. */
export function routeOf(path: string): WorkerName | undefined {
  const segment = /^\/v1\/([^/]+)/.exec(path)?.[1];
  return segment === undefined ? wellKnown.get(path) : owners.get(segment);
}
