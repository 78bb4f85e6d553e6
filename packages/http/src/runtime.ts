import { createTokenVerifier, type TokenVerifier, tokenIssuer } from '@keyline/auth';
import { type Queue, type QueueName, type Queues, queueBindings } from '@keyline/events';
import { type Clock, systemClock } from '@keyline/kernel';
import type { DatabaseConfig } from '@keyline/store';
import * as v from 'valibot';
import { keyUseMs } from './key-uses.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { createRecent, type Recent } from './recent.ts';

/** A whole number in a variable. */
export const countInput = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number));

/** The bindings by which events are sent to those who react to them. */
const queueEnv = v.object(
  Object.fromEntries(
    Object.values(queueBindings).map((binding) => [
      binding,
      v.optional(v.custom<Queue>((given) => typeof given === 'object')),
    ]),
  ),
);

/** The bindings every domain Worker has; a Worker adds its own. Parsed before anything runs. */
export const baseEnv = {
  ENVIRONMENT: v.picklist(['local', 'test', 'production']),
  CLOCK: v.optional(v.picklist(['system', 'test']), 'system'),
  CELL: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,32}$/)),
  DATABASE_URL: v.pipe(v.string(), v.url()),
  DATABASE_AUTH_TOKEN: v.optional(v.string()),
  /** A binding that reaches the database (a private network, an in-process server) in place of the global fetch. */
  DATABASE: v.optional(
    v.custom<{ fetch(request: Request): Promise<Response> }>((given) => typeof given === 'object'),
  ),
  TOKEN_PUBLIC_KEYS: v.pipe(v.string(), v.minLength(2)),
  /** Requests of one principal, or before sign-in of one address, in one isolate. */
  RATE_LIMIT_PER_MINUTE: v.optional(countInput, '6000'),
  /** Failed authentications from one address, after which unknown credentials no longer reach the database. */
  FAILURE_LIMIT_PER_MINUTE: v.optional(countInput, '60'),
  /** The pause before a message is tried a second time, seconds; it doubles from there. */
  RETRY_SECONDS: v.optional(countInput, '2'),
  VERSION: v.optional(v.string(), 'unversioned'),
};

export const baseEnvSchema = v.pipe(
  v.object(baseEnv),
  v.check(
    (env) => env.CLOCK !== 'test' || env.ENVIRONMENT !== 'production',
    'CLOCK=test is not for production',
  ),
);

/** What an operation may use of the world. */
export interface Runtime {
  readonly environment: 'local' | 'test' | 'production';
  readonly testClock: boolean;
  readonly cell: string;
  readonly version: string;
  readonly database: DatabaseConfig;
  readonly verifier: TokenVerifier;
  /** JWKS as JSON text. */
  readonly publicKeys: string;
  readonly limiter: Limiter;
  /** Failed authentications. */
  readonly failures: Limiter;
  /** API keys, by id and secret, that were lately right. */
  readonly provenKeys: Recent;
  /** API keys whose use this isolate has lately written down. */
  readonly usedKeys: Recent;
  /** The pause before a message is tried a second time, seconds. */
  readonly retrySeconds: number;
  /** The queues of those who react to events; none in tests that bind none. */
  readonly queues: Queues | undefined;
  readonly clock: Clock;
  /** The Worker's own bindings, parsed by its schema. */
  readonly env: Readonly<Record<string, unknown>>;
}

/** For so long a key that was right is taken for known. */
const provenMs = 600_000;

/** Builds the runtime from parsed bindings: once per isolate. Throws when a binding does not fit. */
export function createRuntime(
  bindings: unknown,
  extra: v.ObjectEntries = {},
  clock: Clock = systemClock,
): Runtime {
  const env = v.parse(baseEnvSchema, bindings);
  const own = v.parse(v.object(extra), bindings);
  const binding = env.DATABASE;
  return {
    environment: env.ENVIRONMENT,
    testClock: env.CLOCK === 'test',
    cell: env.CELL,
    version: env.VERSION,
    database: {
      url: env.DATABASE_URL,
      authToken: env.DATABASE_AUTH_TOKEN,
      ...(binding && { fetch: (request: Request) => binding.fetch(request) }),
    },
    verifier: createTokenVerifier(env.TOKEN_PUBLIC_KEYS, { issuer: tokenIssuer }),
    publicKeys: env.TOKEN_PUBLIC_KEYS,
    limiter: createLimiter({ policy: 'default', limit: env.RATE_LIMIT_PER_MINUTE, windowSeconds: 60 }),
    failures: createLimiter({ policy: 'failures', limit: env.FAILURE_LIMIT_PER_MINUTE, windowSeconds: 60 }),
    provenKeys: createRecent(provenMs),
    usedKeys: createRecent(keyUseMs),
    retrySeconds: env.RETRY_SECONDS,
    queues: queuesOf(bindings, env.ENVIRONMENT),
    clock,
    env: own,
  };
}

/** All of them or, in tests, none. Throws where one is missing. */
function queuesOf(bindings: unknown, environment: Runtime['environment']): Queues | undefined {
  const bound = v.parse(queueEnv, bindings);
  const names = Object.keys(queueBindings) as QueueName[];
  const missing = names.filter((name) => bound[queueBindings[name]] === undefined);
  if (environment === 'test' && missing.length === names.length) return undefined;
  if (missing.length > 0) throw new Error(`no queue is bound for ${missing.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, bound[queueBindings[name]]])) as Queues;
}
