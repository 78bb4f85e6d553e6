import { queueBindings } from '@keyline/events';
import { createRuntime, createWorker, type Domain } from '@keyline/http';
import type { Clock } from '@keyline/kernel';
import { testBucket } from './bucket.ts';
import type { TestDatabase } from './database.ts';
import { deliverTo, messagesFor, type Verdict } from './deliveries.ts';
import { exampleIdentityProvider } from './identity-provider.ts';
import { signingKey } from './signing-key.ts';

/** For SEAL_KEY. */
export const sealKey = 'the seal key of the Workers under test';

/** For LINK_KEY. */
export const linkKey = 'the link key of the Workers under test';

const origin = 'https://keyline.test';

/** What a request says beside its method and path. */
export interface Asked {
  /** Sent as JSON. Text goes as it is. */
  readonly body?: unknown;
  /** Sent as multipart/form-data in place of a body. */
  readonly form?: FormData;
  /** Access token or API key, sent as bearer token. */
  readonly token?: string;
  /** Idempotency-Key. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Business time (X-Test-Now): milliseconds since 1970, or RFC 3339. */
  readonly now?: number | string;
}

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON of the answer, its text when it is no JSON, undefined when there is none. */
  readonly body: Body;
  /** Round trips to the database, as `Server-Timing` tells them. */
  readonly trips: number | undefined;
}

export interface WorkerUnderTest {
  /**
   * Asks, and lets the work finish that the Worker left for after its answer. `Body` is what the test expects;
   * nothing checks it but the test.
   */
  request<Body = unknown>(method: string, path: string, asked?: Asked): Promise<Answer<Body>>;
  /** The same with the answer as it comes, its body unread. */
  open(method: string, path: string, asked?: Asked): Promise<Response>;
  /** Runs the Worker's jobs as its cron would at this instant, milliseconds. */
  scheduled(scheduledTime: number): Promise<void>;
  /**
   * Brings messages to the Worker's queue handler in one batch, as they are given: also twice, late, or broken ones.
   * With `dead` they come by the queue of its dead letters.
   */
  deliver(messages: readonly unknown[], how?: { readonly dead?: boolean }): Promise<Verdict[]>;
  /**
   * Has the Worker react to every event of its database that it has not dealt with, in the order of the log; to those
   * of one record where its id is given.
   */
  react(subjectId?: string): Promise<Verdict[]>;
}

export interface WorkerOptions {
  /** Bindings beside or in place of the usual ones. */
  readonly bindings?: Readonly<Record<string, unknown>>;
  /** Real time: for tokens, limits and the age of idempotency rows. Default the machine's. */
  readonly clock?: Clock;
}

/** Takes every message to systems outside: examples name hosts that are nobody's. */
const exampleReceiver = { fetch: async () => new Response(null, { status: 202 }) };

/** Production does without no queue. These take everything and bring nothing. */
const deafQueues = Object.fromEntries(
  Object.values(queueBindings).map((binding) => [binding, { sendBatch: async () => undefined }]),
);

/** A domain's real Worker in this process, with real bindings, on a database of its own. */
export async function workerUnderTest(
  domain: Domain,
  database: TestDatabase,
  { bindings: further, clock }: WorkerOptions = {},
): Promise<WorkerUnderTest> {
  const { privateKey, publicKeys } = await signingKey();
  const bindings = {
    ENVIRONMENT: 'test',
    CLOCK: 'test',
    CELL: 'main',
    DATABASE_URL: database.url,
    DATABASE: database.binding,
    TOKEN_PUBLIC_KEYS: publicKeys,
    TOKEN_PRIVATE_KEY: privateKey,
    SEAL_KEY: sealKey,
    IDENTITY_PROVIDERS: exampleIdentityProvider,
    LINK_KEY: linkKey,
    RECEIVERS: exampleReceiver,
    FILES: testBucket(),
    SIGN_UP: 'open',
    RATE_LIMIT_PER_MINUTE: '1000000',
    FAILURE_LIMIT_PER_MINUTE: '1000000',
    SIGN_UP_LIMIT_PER_HOUR: '1000000',
    ...(further?.ENVIRONMENT === 'production' && deafQueues),
    ...further,
  };
  const queue = `events-${domain.name}`;
  const worker = createWorker(domain, (given) => createRuntime(given, domain.env, clock));
  return {
    async request<Body>(method: string, path: string, asked: Asked = {}) {
      const after: Promise<unknown>[] = [];
      const platform = { waitUntil: (work: Promise<unknown>) => void after.push(work) };
      const answer = await answerOf<Body>(
        await worker.fetch(requestOf(method, path, asked), bindings, platform),
      );
      await Promise.all(after);
      return answer;
    },
    async open(method, path, asked = {}) {
      return worker.fetch(requestOf(method, path, asked), bindings, { waitUntil: () => undefined });
    },
    deliver: (messages, { dead = false } = {}) =>
      deliverTo(worker, bindings, dead ? `${queue}-dead` : queue, messages),
    react: async (subjectId) =>
      deliverTo(worker, bindings, queue, await messagesFor(domain, database, subjectId)),
    scheduled: (scheduledTime) => worker.scheduled({ scheduledTime }, bindings),
  };
}

function requestOf(method: string, path: string, { body, form, token, key, headers, now }: Asked): Request {
  return new Request(new URL(path, origin), {
    method,
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(key !== undefined && { 'Idempotency-Key': key }),
      ...(now !== undefined && { 'X-Test-Now': typeof now === 'number' ? new Date(now).toISOString() : now }),
      ...headers,
    },
    ...(form !== undefined && { body: form }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

async function answerOf<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '');
  const trips = /\bdb;[^,]*desc="(\d+)"/.exec(response.headers.get('Server-Timing') ?? '')?.[1];
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? undefined : isJson ? JSON.parse(text) : text) as Body,
    trips: trips === undefined ? undefined : Number(trips),
  };
}
