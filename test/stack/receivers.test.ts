import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Stack } from '@keyline/stack';
import { createClient } from '@libsql/client/http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { founding, post, signIn, startTestStack, temporaryDirectory } from './temporary-stack.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: Stack;
let headers: Record<string, string>;
const received: string[] = [];
/** Something in the private network of the machine; and its SMS gateway. */
const server = createServer((request, response) => {
  received.push(request.url ?? '');
  response.writeHead(202).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`;
  directory = await temporaryDirectory();
  stack = await startTestStack(directory.path, {
    environment: 'production',
    clock: 'system',
    channels: { SMS_GATEWAY_URL: gateway, SMS_GATEWAY_TOKEN: 'token' },
  });
  await post(`${stack.url}/v1/tenants`, founding);
  headers = { Authorization: `Bearer ${await signIn(stack.url)}` };
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await stack.stop();
  await directory.remove();
});

test('a webhook that leads into the private network is not sent, and its tenant sees why', async () => {
  const body = { url: 'https://hook.example.cn/secret', events: ['account.created'] };
  const made = await post(`${stack.url}/v1/webhook-endpoints`, body, headers);
  expect(made.status).toBe(201);
  const client = createClient({ url: stack.databaseUrl });
  // What the name would lead to: no check of the input sees that.
  const { port } = server.address() as AddressInfo;
  await client.execute({
    sql: 'UPDATE webhook_endpoints SET url = ?',
    args: [`http://127.0.0.1:${port}/secret`],
  });
  client.close();
  await post(`${stack.url}/v1/accounts`, { name: '西安华星', kind: 'enterprise' }, headers);
  await vi.waitFor(async () => {
    const response = await fetch(`${stack.url}/v1/deliveries`, { headers });
    expect(await response.json()).toMatchObject({
      data: [{ state: 'failed', reason: 'private_address', attempts: [{ status: null }] }],
    });
  }, 20_000);
  expect(received).toEqual([]);
}, 60_000);
