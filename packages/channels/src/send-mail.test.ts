import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Mail } from './compose-mail.ts';
import { parseMailServer } from './mail-server.ts';
import { sendMail } from './send-mail.ts';
import { mailReceiver } from './testing/mail-receiver.ts';
import { nodeConnect as connect } from './testing/node-connect.ts';

const mail: Mail = {
  id: 'msg_01kafxq0h3e7rvx8bm2s9t4c5d',
  from: { name: 'Keyline 大客户平台', address: 'keyline@example.cn' },
  to: 'li.na@example.cn',
  subject: '西安市大数据服务有限公司的客户经理已变更为您，请尽快联系客户并完成首次拜访计划',
  text: '您好，\n.这一行以点开头\n',
  html: '<!doctype html><p>您好 &amp; 欢迎</p>',
  at: Date.UTC(2026, 2, 2, 1, 30),
  language: 'zh-CN',
};

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function receiver(options?: Parameters<typeof mailReceiver>[0]) {
  const started = await mailReceiver(options);
  stops.push(started.stop);
  return started;
}

function send(port: number, { user = '', ms = 5000 }: { user?: string; ms?: number } = {}) {
  const server = parseMailServer(`smtp://${user}127.0.0.1:${port}?tls=off`);
  if (server === undefined) throw new Error('no server');
  return sendMail(server, mail, { signal: AbortSignal.timeout(ms), connect });
}

test('a mail arrives with its words, text and HTML, under an id that repeats keep', async () => {
  const { port, mails, raw } = await receiver();
  expect(await send(port)).toEqual({ state: 'accepted', status: 250, error: null });
  expect(mails).toMatchObject([
    {
      from: mail.from,
      to: [{ address: 'li.na@example.cn' }],
      subject: mail.subject,
      messageId: '<msg_01kafxq0h3e7rvx8bm2s9t4c5d@example.cn>',
      date: '2026-03-02T01:30:00.000Z',
      text: mail.text,
      html: mail.html,
    },
  ]);
  const longest = Math.max(...(raw[0] ?? '').split('\r\n').map((line) => line.length));
  expect(longest).toBeLessThanOrEqual(78);
});

test('what would begin another header does not', async () => {
  const { port, mails } = await receiver();
  const sly = { ...mail, subject: 'Hello\r\nBcc: everybody@example.cn' };
  const server = { hostname: '127.0.0.1', port, tls: 'off' } as const;
  await sendMail(server, sly, { signal: AbortSignal.timeout(5000), connect });
  expect(mails[0]).toMatchObject({ subject: 'Hello Bcc: everybody@example.cn' });
  expect(mails[0]?.bcc).toBeUndefined();
});

test.each(['PLAIN', 'LOGIN'])(
  'it signs in by %s, and wrong credentials are no fault of the mail',
  async (method) => {
    const { port, mails } = await receiver({
      authOptional: false,
      allowInsecureAuth: true,
      authMethods: [method],
      onAuth: ({ username, password }, _, done) =>
        username === 'keyline' && password === 'p@ss' ? done(null, { user: 1 }) : done(new Error('no')),
    });
    expect(await send(port, { user: 'keyline:wrong@' })).toEqual({
      state: 'failed',
      status: 535,
      error: 'credentials',
    });
    expect(await send(port, { user: 'keyline:p%40ss@' })).toMatchObject({ state: 'accepted' });
    expect(mails).toHaveLength(1);
  },
);

test.each([
  [550, 'refused'],
  [451, 'failed'],
])('a receiver that answers %i has %s it', async (responseCode, state) => {
  const { port } = await receiver({
    onRcptTo: (_, __, done) => done(Object.assign(new Error('no such mailbox li.na'), { responseCode })),
  });
  expect(await send(port)).toEqual({ state, status: responseCode, error: 'status' });
});

test('nothing is sent without encryption where it was asked for', async () => {
  const { port, mails } = await receiver();
  const server = parseMailServer(`smtp://127.0.0.1:${port}`);
  if (server === undefined) throw new Error('no server');
  const outcome = await sendMail(server, mail, { signal: AbortSignal.timeout(5000), connect });
  expect([outcome, mails]).toEqual([{ state: 'failed', status: null, error: 'no_tls' }, []]);
});

async function rawServer(talk: (write: (text: string) => void, end: () => void) => void): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    talk(
      (text) => socket.write(text),
      () => socket.end(),
    );
    stops.push(async () => void socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  stops.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

test('a server that hangs up, talks nonsense, says nothing or is not there has failed, in time', async () => {
  const hangingUp = await rawServer((write, end) => {
    write('220 he');
    end();
  });
  expect(await send(hangingUp)).toEqual({ state: 'failed', status: null, error: 'unreachable' });
  const talking = await rawServer((write) => write('HTTP/1.1 400 Bad Request\r\n'));
  expect(await send(talking)).toEqual({ state: 'failed', status: null, error: 'protocol' });
  const silent = await rawServer(() => undefined);
  expect(await send(silent, { ms: 100 })).toEqual({ state: 'failed', status: null, error: 'timeout' });
  const { port, stop } = await mailReceiver();
  await stop();
  expect(await send(port)).toEqual({ state: 'failed', status: null, error: 'unreachable' });
});

test.each([
  ['smtp://mail.example.cn', { hostname: 'mail.example.cn', port: 587, tls: 'starttls' }],
  [
    'smtps://u%40x:p%2Fw@mail.example.cn',
    { port: 465, tls: 'on', credentials: { user: 'u@x', password: 'p/w' } },
  ],
  ['smtp://[::1]:2525?tls=off', { hostname: '::1', port: 2525, tls: 'off' }],
])('%s is a server', (text, server) => expect(parseMailServer(text)).toMatchObject(server));

test.each(['mail.example.cn', 'https://mail.example.cn', 'smtp://', 'smtps://h?tls=off', 'smtp://h?x=1'])(
  '%s is none',
  (text) => expect(parseMailServer(text)).toBeUndefined(),
);
