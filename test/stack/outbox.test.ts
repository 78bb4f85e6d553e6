import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Stack } from '@keyline/stack';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { founding, post, signIn, startTestStack, temporaryDirectory } from './temporary-stack.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: Stack & { readonly lines: readonly string[] };
let headers: Record<string, string>;
const received: { readonly id: unknown; readonly type: string }[] = [];
const receiver = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  received.push({ id: request.headers['webhook-id'], type: JSON.parse(body).type });
  response.writeHead(204).end();
});

beforeAll(async () => {
  directory = await temporaryDirectory();
  stack = await startTestStack(directory.path, { channels: 'outbox' });
  await post(`${stack.url}/v1/tenants`, founding);
  headers = { Authorization: `Bearer ${await signIn(stack.url)}` };
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve);
  });
}, 60_000);
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await stack.stop();
  await directory.remove();
});

test('what leaves the built Workers can be looked at: a mail with its link, a webhook, in both languages', async () => {
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  await post(`${stack.url}/v1/webhook-endpoints`, { url, events: ['invitation.*'] }, headers);
  const person = { name: '张伟', email: 'zhang.wei@example.cn', roles: [] };
  const invited = await post(`${stack.url}/v1/invitations`, person, headers);
  const { token } = invited.body as { readonly token: string };
  await stack.settle();
  await stack.cron({ at: new Date().toISOString(), worker: 'notifications' });

  // A mail that the queue has taken on is on its way when the cron finds nothing left to send.
  const data = await vi.waitFor(async () => {
    const response = await fetch(`${stack.url}/dev/outbox.json`);
    const outbox = (await response.json()) as { readonly data: readonly Record<string, unknown>[] };
    const byKind = outbox.data.toSorted((a, b) => String(a.kind).localeCompare(String(b.kind)));
    expect(byKind).toMatchObject([
      { kind: 'email', to: person.email, subject: '“Huaxing Telecom”邀请您加入 Keyline' },
      { kind: 'webhook', url, state: 'delivered', attempts: [{ status: 204 }] },
    ]);
    return byKind;
  }, 20_000);
  expect(received).toEqual([{ id: expect.stringMatching(/^msg_/), type: 'invitation.created' }]);
  expect(data[0]?.text).toContain(`${stack.url}/accept-invitation#${token}`);
  const page = await fetch(`${stack.url}/accept-invitation`);
  expect([page.status, page.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers.get('Content-Security-Policy')).toContain("script-src 'self'");
  const script = await fetch(`${stack.url}/link-page.js`);
  expect([script.status, script.headers.get('Content-Type')]).toEqual([
    200,
    expect.stringMatching(/javascript/),
  ]);
  for (const [lang, title] of [
    ['en', 'Outbox'],
    ['zh-CN', '发件箱'],
  ]) {
    const page = await (await fetch(`${stack.url}/dev/outbox?lang=${lang}`)).text();
    expect(page).toContain(`<h1>${title}</h1>`);
    expect(page).toContain('zhang.wei@example.cn');
  }
}, 60_000);
