import { expect, test } from 'vitest';
import { readEnv } from './env.ts';

const service = { fetch: async () => new Response() };
const bindings = {
  VERSION: '1.2.3',
  ACCOUNTS: service,
  OPPORTUNITIES: service,
  CONTRACTS: service,
  TICKETS: service,
  NOTIFICATIONS: service,
};

test('bindings become services by the name of their Worker', () => {
  const env = readEnv(bindings);
  expect(env.version).toBe('1.2.3');
  expect(Object.keys(env.services)).toHaveLength(5);
});

test('a missing service stops the Worker before anything runs', () => {
  const { TICKETS: _, ...others } = bindings;
  expect(() => readEnv(others)).toThrow(/TICKETS|service binding/);
});
