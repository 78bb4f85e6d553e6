import * as v from 'valibot';

/** What the edge may do with another Worker: send it a request. */
export interface Service {
  fetch(request: Request): Promise<Response>;
}

const service = v.custom<Service>(
  (binding) =>
    typeof binding === 'object' &&
    binding !== null &&
    'fetch' in binding &&
    typeof binding.fetch === 'function',
  'a service binding',
);

const schema = v.object({
  VERSION: v.optional(v.string(), 'unknown'),
  ACCOUNTS: service,
  OPPORTUNITIES: service,
  CONTRACTS: service,
  TICKETS: service,
  NOTIFICATIONS: service,
});

export const workerNames = ['accounts', 'opportunities', 'contracts', 'tickets', 'notifications'] as const;
export type WorkerName = (typeof workerNames)[number];

/** The edge Worker's surroundings, checked. */
export interface EdgeEnv {
  readonly version: string;
  readonly services: Readonly<Record<WorkerName, Service>>;
}

/** Reads the bindings; throws a ValiError that names the missing one. */
export function readEnv(bindings: unknown): EdgeEnv {
  const env = v.parse(schema, bindings);
  return {
    version: env.VERSION,
    services: {
      accounts: env.ACCOUNTS,
      opportunities: env.OPPORTUNITIES,
      contracts: env.CONTRACTS,
      tickets: env.TICKETS,
      notifications: env.NOTIFICATIONS,
    },
  };
}
