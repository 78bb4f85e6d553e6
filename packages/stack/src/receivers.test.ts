import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openReceivers, type ReceiverOptions } from './receivers.ts';

const received: { readonly host: string | undefined; readonly body: string; readonly id: unknown }[] = [];
let answer: (request: IncomingMessage) => [number, Record<string, string>] = () => [204, {}];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  received.push({ host: request.headers.host, body, id: request.headers['webhook-id'] });
  response.writeHead(...answer(request)).end();
});
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  received.length = 0;
  answer = () => [204, {}];
});

/** Posts as the senders do, where names lead to these addresses. */
async function posted(host: string, addresses: readonly string[], options: Partial<ReceiverOptions> = {}) {
  const asked: string[] = [];
  const reach = openReceivers({
    trusted: [],
    resolve: async (name) => {
      asked.push(name);
      return addresses;
    },
    ...options,
  });
  const request = { method: 'POST', headers: { 'webhook-id': 'msg_1' }, body: '{"a":"甲"}' };
  const told = await reach(new Request(`http://${host}:${port}/hook`, request));
  return { ...told, asked };
}

const refused = { status: 502, headers: { 'X-Receiver-Fault': 'private_address' } };

describe('a receiver', () => {
  test.each([
    ['127.0.0.1'],
    ['10.1.2.3'],
    ['169.254.169.254'],
    ['::1'],
    ['fd00::1'],
    ['::ffff:192.168.1.1'],
    ['::ffff:127.0.0.1'],
  ])('whose name leads to %s is sent nothing', async (address) => {
    expect(await posted('hook.example.cn', [address])).toMatchObject(refused);
    expect(await posted('hook.example.cn', ['203.0.113.9', address])).toMatchObject(refused);
    expect(received).toEqual([]);
  });

  test.each([['127.0.0.1'], ['[::1]'], ['[::ffff:7f00:1]'], ['2130706433'], ['0x7f.1']])(
    'that is itself the private address %s is sent nothing, and nobody is asked for it',
    async (host) => {
      expect(await posted(host, ['203.0.113.9'])).toEqual({ ...refused, asked: [] });
      expect(received).toEqual([]);
    },
  );

  test('without any address is sent nothing; one whose name is unknown is not reached', async () => {
    expect(await posted('hook.example.cn', [])).toMatchObject(refused);
    const resolve = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await posted('hook.example.cn', [], { resolve })).toMatchObject({
      status: 502,
      headers: { 'X-Receiver-Fault': 'unreachable' },
    });
  });

  test('is asked for by name once, connected at the address that was looked at, and called by its name', async () => {
    answer = () => [429, { 'Retry-After': '7', 'Set-Cookie': 'a=b', 'X-Receiver-Fault': 'unreachable' }];
    const told = await posted('hook.example.cn', ['127.0.0.1'], { isPublic: () => true });
    expect(told).toEqual({ status: 429, headers: { 'Retry-After': '7' }, asked: ['hook.example.cn'] });
    expect(received).toEqual([{ host: `hook.example.cn:${port}`, body: '{"a":"甲"}', id: 'msg_1' }]);
  });

  test('that sends elsewhere is not followed', async () => {
    answer = () => [302, { Location: `http://127.0.0.1:${port}/secret` }];
    const told = await posted('hook.example.cn', ['127.0.0.1'], { isPublic: () => true });
    expect(told).toMatchObject({ status: 302, headers: {} });
    expect(received).toHaveLength(1);
  });

  test('that whoever runs the machine has named may be private', async () => {
    const trusted = [`http://127.0.0.1:${port}/hook`];
    expect(await posted('127.0.0.1', [], { trusted })).toEqual({ status: 204, headers: {}, asked: [] });
    const beside = [`http://127.0.0.1:${port}/sms`];
    expect(await posted('127.0.0.1', [], { trusted: beside })).toMatchObject(refused);
    expect(received).toHaveLength(1);
  });
});
