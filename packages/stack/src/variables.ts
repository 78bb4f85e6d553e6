import type { ChannelSettings } from './channel-settings.ts';
import type { KeyVariables } from './keys.ts';
import type { WorkerName } from './project.ts';

/** What the Workers of one stack are told about their surroundings. */
export interface Surroundings {
  readonly environment: 'local' | 'test' | 'production';
  readonly clock: 'system' | 'test';
  readonly signUp: 'open' | 'closed';
  readonly databaseUrl: string;
  readonly authToken?: string | undefined;
  readonly keys: KeyVariables;
  readonly version: string;
  /** The pause before a message is tried a second time, where it is not the usual one. */
  readonly retrySeconds?: number | undefined;
  /** For notifications alone. */
  readonly channels: ChannelSettings;
}

/** The variables and secrets of one Worker. Only accounts can sign; the edge knows no database. */
export function workerVariables(worker: WorkerName, from: Surroundings): Readonly<Record<string, string>> {
  const everywhere = { ENVIRONMENT: from.environment, VERSION: from.version };
  if (worker === 'edge') return everywhere;
  return {
    ...everywhere,
    CLOCK: from.clock,
    CELL: 'main',
    DATABASE_URL: from.databaseUrl,
    // Away from production a load test is more likely than a runaway client.
    ...(from.environment !== 'production' && {
      RATE_LIMIT_PER_MINUTE: '600000',
      FAILURE_LIMIT_PER_MINUTE: '600000',
    }),
    ...(from.retrySeconds !== undefined && { RETRY_SECONDS: String(from.retrySeconds) }),
    ...(from.authToken !== undefined && { DATABASE_AUTH_TOKEN: from.authToken }),
    TOKEN_PUBLIC_KEYS: from.keys.TOKEN_PUBLIC_KEYS,
    ...(worker === 'accounts' && {
      SIGN_UP: from.signUp,
      ...(from.environment !== 'production' && { SIGN_UP_LIMIT_PER_HOUR: '600000' }),
      TOKEN_PRIVATE_KEY: from.keys.TOKEN_PRIVATE_KEY,
    }),
    ...(worker === 'notifications' && from.channels),
    ...(sealsAndLinks(worker) && { SEAL_KEY: from.keys.SEAL_KEY, LINK_KEY: from.keys.LINK_KEY }),
  };
}

/**
 * Whether a Worker keeps secrets of others sealed (of identity providers, of webhooks) and knows the secrets of links:
 * accounts takes them back, notifications mails them.
 */
export function sealsAndLinks(worker: WorkerName): boolean {
  return worker === 'accounts' || worker === 'notifications';
}
