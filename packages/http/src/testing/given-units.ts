import {
  type Answer,
  type Asked,
  accessTokenFor,
  type GivenTenant,
  givenTenant,
  signingKey,
  type TestDatabase,
  testDatabase,
  type WorkerOptions,
  type WorkerUnderTest,
  workerUnderTest,
} from '@keyline/testkit';
import { createWorker } from '../worker.ts';
import { idlePlatform } from './idle-platform.ts';
import { unitDomain } from './unit-domain.ts';

/** A problem document or a unit, as tests look at it. */
export interface Body {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
  readonly [member: string]: unknown;
}

/** The Worker of the units on a database of its own, and somebody who is signed in. */
export interface Units {
  readonly database: TestDatabase;
  readonly given: GivenTenant;
  readonly token: string;
  /** Asks as the one who is signed in. */
  ask(method: string, path: string, asked?: Asked): Promise<Answer<Body>>;
  /** The same through another Worker on the same database. */
  through(options: WorkerOptions): Promise<Pick<Units, 'ask'> & { readonly worker: WorkerUnderTest }>;
  /** Sends a body piece by piece, as the one who is signed in. */
  stream(method: string, path: string, body: ReadableStream<Uint8Array>): Promise<Response>;
  /** A unit that is there, by the API. */
  unit(name?: string): Promise<Body>;
  count(table: string): Promise<number>;
}

export async function givenUnits(options: WorkerOptions = {}): Promise<Units> {
  const database = await testDatabase().fresh();
  const given = await givenTenant(database);
  const identity = { sub: given.userId, ten: given.tenantId, sid: given.sessionId };
  const token = await accessTokenFor(identity, options.clock?.now());

  async function through(further: WorkerOptions) {
    const worker = await workerUnderTest(unitDomain(), database, { ...options, ...further });
    const ask: Units['ask'] = (method, path, asked) =>
      worker.request<Body>(method, path, { token, ...asked });
    return { worker, ask };
  }
  const { ask } = await through({});
  const { publicKeys } = await signingKey();
  const bindings = {
    ENVIRONMENT: 'test',
    CELL: 'main',
    DATABASE_URL: database.url,
    DATABASE: database.binding,
    TOKEN_PUBLIC_KEYS: publicKeys,
  };
  const streamed = createWorker(unitDomain());
  return {
    database,
    given,
    token,
    ask,
    through,
    stream(method, path, body) {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
      const init = { method, headers, body, duplex: 'half' } as const;
      return streamed.fetch(new Request(new URL(path, 'https://keyline.test'), init), bindings, idlePlatform);
    },
    async unit(name = 'North') {
      const answer = await ask('POST', '/v1/units', { body: { name } });
      if (answer.status !== 201) throw new Error(`no unit: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    async count(table) {
      const [row] = await database.execute(`SELECT count(*) AS n FROM ${table}`);
      return Number(row?.n);
    },
  };
}

/** A way to the database on which the first `count` requests meet: all of them have read before one writes. */
export function meetingPoint({ binding }: TestDatabase, count: number): TestDatabase['binding'] {
  const met = Promise.withResolvers<void>();
  let arrived = 0;
  return {
    async fetch(request) {
      const response = await binding.fetch(request);
      arrived += 1;
      if (arrived === count) met.resolve();
      await met.promise;
      return response;
    },
  };
}
