import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { postWebhook } from './post-webhook.ts';
import { sendSms } from './send-sms.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

interface Received {
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

async function receiver(answer: RequestListener): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body });
    answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

const by = (ms = 5000) => ({ signal: AbortSignal.timeout(ms) });
const message = { headers: { 'webhook-id': 'msg_1' }, body: '{"name":"西安"}' };
const sms = { id: 'msg_1', to: '13812345678', text: '您有一条新的待办' };

test('a webhook posts what it is given, and any 2xx takes it over', async () => {
  const { url, received } = await receiver((_, response) => response.writeHead(204).end());
  expect(await postWebhook({ url, ...message }, by())).toEqual({
    state: 'accepted',
    status: 204,
    error: null,
  });
  expect(received).toMatchObject([
    { headers: { 'webhook-id': 'msg_1', 'content-type': 'application/json' }, body: message.body },
  ]);
});

test.each([
  [410, 'refused', 'status'],
  [400, 'failed', 'status'],
  [500, 'failed', 'status'],
  [302, 'failed', 'redirect'],
])('a webhook that is answered %i has %s', async (status, state, error) => {
  const { url, received } = await receiver((_, response) => {
    response.writeHead(status, { Location: '/elsewhere', 'Retry-After': '120' }).end('no, 13812345678');
  });
  const outcome = { state, status, error, retryAfterMs: 120_000 };
  expect(await postWebhook({ url, ...message }, by())).toEqual(outcome);
  expect(received).toHaveLength(1);
});

test('a receiver that hangs is left in time, one that is not there is unreachable', async () => {
  const { url } = await receiver(() => undefined);
  const late = { state: 'failed', status: null, error: 'timeout' };
  expect(await postWebhook({ url, ...message }, by(100))).toEqual(late);
  const away = { state: 'failed', status: null, error: 'unreachable' };
  expect(await postWebhook({ url: 'http://127.0.0.1:1/', ...message }, by())).toEqual(away);
});

test('a way to receivers that refuses to send says why', async () => {
  const refusing = async () =>
    new Response(null, { status: 502, headers: { 'X-Receiver-Fault': 'private_address' } });
  expect(await postWebhook({ url: 'https://a.cn/', ...message }, { ...by(), fetch: refusing })).toEqual({
    state: 'failed',
    status: null,
    error: 'private_address',
  });
});

test('the answer is not read: one without an end makes nobody wait', async () => {
  const { url } = await receiver((_, response) => void response.writeHead(200).write('x'));
  expect(await postWebhook({ url, ...message }, by())).toMatchObject({ state: 'accepted' });
});

test('a short message goes to the gateway with its token', async () => {
  const { url, received } = await receiver((_, response) => response.writeHead(202).end());
  expect(await sendSms({ url, token: 's3cret' }, sms, by())).toMatchObject({
    state: 'accepted',
    status: 202,
  });
  expect(received[0]?.headers.authorization).toBe('Bearer s3cret');
  expect(JSON.parse(received[0]?.body ?? '')).toEqual(sms);
});

test.each([
  [400, 'refused'],
  [401, 'refused'],
  [429, 'failed'],
  [503, 'failed'],
])('a gateway that answers %i has %s it', async (status, state) => {
  const { url } = await receiver((_, response) => response.writeHead(status).end());
  expect(await sendSms({ url, token: 't' }, sms, by())).toMatchObject({ state, status });
});
