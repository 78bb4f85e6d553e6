import { testDatabase } from '@keyline/testkit';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect, type DatabaseConfig } from './connection.ts';
import { UnavailableError } from './faults.ts';
import { type Bound, systemStatement, tenant, type Value, value } from './statement.ts';

const typed = systemStatement({
  values: ['given'],
  sql: sql`SELECT ${value('given')} AS "given", typeof(${value('given')}) AS "type", json_array(${value('given')}) AS "json"`,
});
const one = systemStatement({ sql: sql`SELECT 1 AS "one"` });

let config: DatabaseConfig;
beforeEach(() => {
  config = testDatabase().empty().config;
});
afterEach(() => {
  vi.useRealTimers();
});

async function ask(bound: Bound, ambient: Record<string, Value> = {}, from: DatabaseConfig = config) {
  const [result] = await connect(from).trip('read', [bound], ambient);
  return result?.rows[0];
}

describe('values', () => {
  test.each<[Value, string, unknown]>([
    [0, 'integer', 0],
    [-0, 'integer', 0],
    [1, 'integer', 1],
    [-7, 'integer', -7],
    [Number.MAX_SAFE_INTEGER, 'integer', Number.MAX_SAFE_INTEGER],
    [Number.MIN_SAFE_INTEGER, 'integer', Number.MIN_SAFE_INTEGER],
    [1.5, 'real', 1.5],
    [true, 'integer', 1],
    [false, 'integer', 0],
    ['1', 'text', '1'],
    ['', 'text', ''],
    ['企业 🏢', 'text', '企业 🏢'],
    [null, 'null', null],
  ])('%j arrives as %s', async (given, type, read) => {
    expect(await ask(typed.bind({ given }))).toMatchObject({
      given: read,
      type,
      json: JSON.stringify([read]),
    });
  });

  test('bytes arrive as bytes', async () => {
    const length = systemStatement({
      values: ['given'],
      sql: sql`SELECT hex(${value('given')}) AS "hex", typeof(${value('given')}) AS "type"`,
    });
    const read = await ask(length.bind({ given: new Uint8Array([0, 255, 16]) }));
    expect(read).toMatchObject({ hex: '00FF10', type: 'blob' });
  });

  test('what stands in the statement itself is bound by the same rule', async () => {
    const constant = systemStatement({ sql: sql`SELECT typeof(${5}) AS "whole", typeof(${0.5}) AS "part"` });
    expect(await ask(constant.bind({}))).toMatchObject({ whole: 'integer', part: 'real' });
  });

  test('of the store go before those of the caller', async () => {
    const own = systemStatement({ sql: sql`SELECT ${tenant} AS "tenant"` });
    const bound = { statement: own, values: { tenant: 'ten_foreign' } };
    expect(await ask(bound, { tenant: 'ten_own', principal: 'usr_1' })).toMatchObject({ tenant: 'ten_own' });
  });

  test('that are missing are named, and nothing is sent', async () => {
    const connection = connect({ ...config, fetch: () => Promise.reject(new Error('sent')) });
    const bound = { statement: typed, values: {} };
    await expect(connection.trip('read', [bound], {})).rejects.toThrow('no value for given');
  });
});

describe('what is spent', () => {
  test('is one trip for any number of statements', async () => {
    let requests = 0;
    const connection = connect({
      ...config,
      fetch: (request) => {
        requests += 1;
        return testFetch(request);
      },
    });
    await connection.trip('read', Array(60).fill(one.bind({})), {});
    await connection.trip('write', [one.bind({})], {});
    expect(requests).toBe(2);
    expect(connection.spent.trips).toBe(2);
    expect(connection.spent.milliseconds).toBeGreaterThan(0);
  });

  test('is one transaction: for a write one that waits for its turn before it reads', async () => {
    const begins: (string | undefined)[] = [];
    const connection = connect({
      ...config,
      fetch: async (request) => {
        begins.push(/"(BEGIN [A-Z ]+)"/.exec(await request.clone().text())?.[1]);
        return testFetch(request);
      },
    });
    await connection.trip('write', [one.bind({})], {});
    await connection.trip('read', [one.bind({})], {});
    expect(begins).toEqual(['BEGIN IMMEDIATE', 'BEGIN TRANSACTION READONLY']);
  });

  test('counts a trip that failed', async () => {
    const connection = connect({ ...config, fetch: () => Promise.reject(new Error('gone')) });
    await expect(connection.trip('read', [one.bind({})], {})).rejects.toThrow(UnavailableError);
    expect(connection.spent.trips).toBe(1);
  });
});

describe('a database that', () => {
  const trip = (fetch: (request: Request) => Promise<Response>, timeoutMs?: number) =>
    connect({ ...config, fetch, timeoutMs }).trip('read', [one.bind({})], {});

  test('cannot be reached is unavailable', async () => {
    await expect(trip(() => Promise.reject(new TypeError('fetch failed')))).rejects.toThrow(UnavailableError);
  });

  test('throws at once is unavailable', async () => {
    const fetch = () => {
      throw new Error('no such service');
    };
    await expect(trip(fetch)).rejects.toThrow(UnavailableError);
  });

  test.each([500, 502, 503])('answers %i is unavailable', async (status) => {
    await expect(trip(async () => new Response('{}', { status }))).rejects.toThrow(UnavailableError);
  });

  test('breaks off in the middle of its answer is unavailable', async () => {
    const body = () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"baton":'));
          controller.error(new TypeError('terminated'));
        },
      });
    await expect(trip(async () => new Response(body()))).rejects.toThrow(UnavailableError);
  });

  test('never answers is given up after its time, and not before', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let given = false;
    const asked = trip(() => new Promise<Response>(() => {})).finally(() => {
      given = true;
    });
    const outcome = expect(asked).rejects.toThrow('database took longer than 8000 ms');
    await vi.advanceTimersByTimeAsync(7_999);
    expect(given).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await outcome;
  });

  test('never ends its answer is given up after its time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const endless = async () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));
    const outcome = expect(trip(endless, 20)).rejects.toThrow(UnavailableError);
    await vi.advanceTimersByTimeAsync(20);
    await outcome;
  });

  test('answers in time leaves no timer behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await connect(config).trip('read', [one.bind({})], {});
    expect(vi.getTimerCount()).toBe(0);
  });

  test('refuses a statement is not unavailable', async () => {
    const wrong = systemStatement({ sql: sql`SELECT * FROM nowhere` });
    const asked = connect(config).trip('read', [wrong.bind({})], {});
    await expect(asked).rejects.toMatchObject({
      name: 'DatabaseError',
      statementIndex: 0,
      message: expect.stringContaining('no such table: nowhere'),
    });
  });
});

function testFetch(request: Request): Promise<Response> {
  if (config.fetch === undefined) throw new Error('the database is in this process');
  return config.fetch(request);
}
