import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  founding,
  post,
  signIn,
  startTestStack,
  temporaryDirectory,
  trySignIn,
  whoAmI,
} from './temporary-stack.ts';

// Whole stacks are started here; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: Awaited<ReturnType<typeof startTestStack>>;
beforeAll(async () => {
  directory = await temporaryDirectory();
  stack = await startTestStack(directory.path);
  await post(`${stack.url}/v1/tenants`, founding);
});
afterAll(async () => {
  await stack.stop();
  await directory.remove();
});

describe('the running stack', () => {
  test('is healthy in every part', async () => {
    const response = await fetch(`${stack.url}/healthz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'ok',
      workers: { accounts: 'ok', opportunities: 'ok', contracts: 'ok', tickets: 'ok', notifications: 'ok' },
      database: 'ok',
    });
  });

  test('serves its pages as production does: with the security headers, and only for themselves', async () => {
    const page = await fetch(`${stack.url}/`);
    expect(page.status).toBe(200);
    expect(page.headers.get('Content-Type')).toContain('text/html');
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(page.headers.get('X-Content-Type-Options')).toBe('nosniff');
    for (const path of ['/v1/no-such-resource', '/.well-known/nothing', '/no-such-page']) {
      const response = await fetch(`${stack.url}${path}`);
      expect(response.status).toBe(404);
      expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    }
  });

  test('serves the reference of its API, and the page of a problem where its type leads', async () => {
    const document = (await (await fetch(`${stack.url}/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(document.paths)).toContain('/v1/tenants');
    const reference = await fetch(`${stack.url}/docs`);
    expect(reference.headers.get('Content-Type')).toContain('text/html');
    expect(reference.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    const problem = (await (await fetch(`${stack.url}/v1/nothing`)).json()) as { type: string };
    const page = await fetch(problem.type);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('route.not_found');
  });

  test('answers an unknown resource of a Worker by that Worker', async () => {
    const response = await fetch(`${stack.url}/v1/tickets/tic_1/nothing`, {
      headers: { 'Accept-Language': 'zh' },
    });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'route.not_found', title: '没有此路径' });
  });

  test('publishes the keys that verify its tokens', async () => {
    const response = await fetch(`${stack.url}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: Record<string, string>[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519' });
    expect(keys[0]).not.toHaveProperty('d');
  });

  test('fires crons for another time and returns when they are done', async () => {
    await stack.cron({ at: '2026-03-02T09:00:00+08:00' });
    await stack.cron({ at: '2026-03-02T09:01:00+08:00', worker: 'accounts' });
    await expect(stack.cron({ at: 'tomorrow' })).rejects.toThrow('"tomorrow" is no instant');
    await expect(stack.cron({ at: '2026-03-02T09:00:00Z', worker: 'edge' })).rejects.toThrow(
      'No Worker "edge"',
    );
  });

  test('settles', async () => {
    await expect(stack.settle()).resolves.toBeUndefined();
  });

  test('refuses a second stack on its directory, and on its port', async () => {
    await expect(startTestStack(directory.path)).rejects.toThrow(/already runs on/);
    const other = await temporaryDirectory();
    const port = Number(new URL(stack.url).port);
    await expect(startTestStack(other.path, { port })).rejects.toThrow(`Port ${port} is busy`);
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'args=']);
    expect(stdout).not.toContain(other.path);
    await other.remove();
  });

  test('names the database when it is gone, and needs nobody when it comes back', async () => {
    await stack.killDatabase('SIGKILL');
    const without = await fetch(`${stack.url}/healthz`);
    expect(without.status).toBe(503);
    expect(await without.json()).toMatchObject({ status: 'degraded', database: 'down' });
    expect((await trySignIn(stack.url)).body).toMatchObject({ code: 'service.unavailable', status: 503 });
    await stack.startDatabase();
    expect((await fetch(`${stack.url}/healthz`)).status).toBe(200);
    expect((await whoAmI(stack.url)).status).toBe(200);
  });
});

describe('a stack that was stopped', () => {
  test('leaves no process behind and goes on with its data and keys', async () => {
    const token = await signIn(stack.url);
    await stack.stop();
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'args=']);
    expect(stdout).not.toContain(directory.path);
    await expect(fetch(stack.url)).rejects.toThrow();

    stack = await startTestStack(directory.path);
    expect(await whoAmI(stack.url, token)).toMatchObject({
      status: 200,
      body: { tenant: { slug: founding.slug } },
    });
  });
});

test('test time is refused in production', async () => {
  const other = await temporaryDirectory();
  await expect(startTestStack(other.path, { environment: 'production' })).rejects.toThrow('Test time');
  await other.remove();
});
