import { signingKey, testDatabase } from '@keyline/testkit';
import { beforeEach, expect, test, vi } from 'vitest';
import { createRuntime } from './runtime.ts';
import { idlePlatform } from './testing/idle-platform.ts';
import { unitDomain } from './testing/unit-domain.ts';
import { createWorkerInParts, mountedIn } from './worker-in-parts.ts';

let bindings: Record<string, unknown>;
beforeEach(async () => {
  const { publicKeys } = await signingKey();
  const { url, binding } = await testDatabase().fresh();
  const database = { DATABASE_URL: url, DATABASE: binding };
  bindings = { ENVIRONMENT: 'test', CELL: 'main', TOKEN_PUBLIC_KEYS: publicKeys, ...database };
});

const ran: number[] = [];
const domain = unitDomain({ name: 'note', run: async ({ now }) => void ran.push(now) });
const operations = domain.operations.filter(({ id }) => id === 'getVersion' || id === 'getUnit');

function workerInParts() {
  const whole = vi.fn(async () => domain);
  const make = vi.fn((given: unknown) => createRuntime(given));
  const worker = createWorkerInParts({ name: 'units', operations }, whole, make);
  const status = async (method: string, path: string) =>
    (await worker.fetch(new Request(`https://keyline.test${path}`, { method }), bindings, idlePlatform))
      .status;
  return { worker, whole, make, status };
}

test('what is asked for every day is answered without the rest', async () => {
  const { whole, status } = workerInParts();
  expect(await status('GET', '/v1/version')).toBe(200);
  expect(await status('HEAD', '/v1/version')).toBe(200);
  expect(await status('GET', '/v1/units/org_1')).toBe(401);
  expect(whole).not.toHaveBeenCalled();
});

test('the rest is made once, when it is asked for, in the same surroundings', async () => {
  const { worker, whole, make, status } = workerInParts();
  expect(await status('POST', '/v1/units')).toBe(401);
  expect(await status('DELETE', '/v1/version')).toBe(405);
  expect(await status('GET', '/v1/nothing')).toBe(404);
  expect(await status('GET', '/healthz')).toBe(200);
  await worker.scheduled({ scheduledTime: 7 }, bindings);
  expect(ran).toEqual([7]);
  expect(await status('GET', '/v1/version')).toBe(200);
  expect(whole).toHaveBeenCalledOnce();
  expect(make).toHaveBeenCalledOnce();
});

test('an operation answers at its path and nowhere near', () => {
  const isMounted = mountedIn(operations);
  expect(isMounted('GET', '/v1/units/org_1')).toBe(true);
  for (const path of ['/v1/units', '/v1/units/', '/v1/units/org_1/', '/v1/units/org_1/x', '/v1/versions']) {
    expect(isMounted('GET', path), path).toBe(false);
  }
});
