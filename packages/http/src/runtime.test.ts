import { queueBindings } from '@keyline/events';
import { signingKey, testDatabase } from '@keyline/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRuntime } from './runtime.ts';

let bindings: Record<string, unknown>;
beforeAll(async () => {
  const { publicKeys } = await signingKey();
  const queue = { sendBatch: async () => undefined };
  bindings = {
    ...Object.fromEntries(Object.values(queueBindings).map((name) => [name, queue])),
    ENVIRONMENT: 'production',
    CELL: 'main',
    DATABASE_URL: 'https://database.test/',
    TOKEN_PUBLIC_KEYS: publicKeys,
  };
});

describe('a test clock', () => {
  test('is not to be had in production', () => {
    expect(() => createRuntime({ ...bindings, CLOCK: 'test' })).toThrow('CLOCK=test is not for production');
  });

  test('is to be had where one asks for it, and nowhere by default', () => {
    const clocks = (['local', 'test', 'production'] as const).map((ENVIRONMENT) => [
      createRuntime({ ...bindings, ENVIRONMENT }).testClock,
      ENVIRONMENT !== 'production' && createRuntime({ ...bindings, ENVIRONMENT, CLOCK: 'test' }).testClock,
    ]);
    expect(clocks).toEqual([
      [false, true],
      [false, true],
      [false, false],
    ]);
  });
});

test.each([
  ['ENVIRONMENT', 'staging'],
  ['ENVIRONMENT', undefined],
  ['CELL', 'Main'],
  ['CELL', 'x'.repeat(33)],
  ['DATABASE_URL', 'database'],
  ['DATABASE', 'https://database.test'],
  ['TOKEN_PUBLIC_KEYS', '{}'],
  ['TOKEN_PUBLIC_KEYS', 'x'],
  ['RATE_LIMIT_PER_MINUTE', '-1'],
  ['RATE_LIMIT_PER_MINUTE', 'many'],
  ['FAILURE_LIMIT_PER_MINUTE', '1.5'],
  ['CLOCK', 'sundial'],
])('no Worker starts with %s=%s', (name, value) => {
  expect(() => createRuntime({ ...bindings, [name]: value })).toThrow();
});

test('only in tests a Worker may know no queue, and nowhere some of them', () => {
  const { EVENTS_TICKETS: _, ...some } = bindings;
  expect(createRuntime(bindings).queues?.tickets).toBeDefined();
  expect(() => createRuntime(some)).toThrow('no queue is bound for tickets');
  expect(() => createRuntime({ ...some, ENVIRONMENT: 'test' })).toThrow('no queue is bound for tickets');
  const none = Object.entries(bindings).filter(([name]) => !/^EVENTS|^NOTIFICATIONS/.test(name));
  expect(createRuntime({ ...Object.fromEntries(none), ENVIRONMENT: 'test' }).queues).toBeUndefined();
});

test('a Worker has its own bindings beside those of all', async () => {
  const { binding } = await testDatabase().fresh();
  const runtime = createRuntime({
    ...bindings,
    DATABASE: binding,
    DATABASE_AUTH_TOKEN: 'secret',
    VERSION: '1.2.3',
  });
  expect(runtime).toMatchObject({ environment: 'production', cell: 'main', version: '1.2.3' });
  expect(runtime.database).toMatchObject({ url: 'https://database.test/', authToken: 'secret' });
  expect((await runtime.database.fetch?.(new Request('https://database.test/v2')))?.status).toBeDefined();
  expect(runtime.limiter.take('a', 0)).toMatchObject({ limit: 6000 });
});
