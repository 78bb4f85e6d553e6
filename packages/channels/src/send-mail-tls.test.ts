import { createServer } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import type { Mail } from './compose-mail.ts';
import { parseMailServer } from './mail-server.ts';
import { sendMail } from './send-mail.ts';
import { mailReceiver } from './testing/mail-receiver.ts';
import { nodeConnectTrusting } from './testing/node-connect.ts';
import { selfSigned } from './testing/self-signed.ts';

const mail: Mail = {
  id: 'msg_01kafxq0h3e7rvx8bm2s9t4c5d',
  from: { name: 'Keyline', address: 'keyline@example.cn' },
  to: 'li.na@example.cn',
  subject: '您有新待办',
  text: '您好\n',
  html: '<!doctype html><p>您好</p>',
  at: Date.UTC(2026, 2, 2, 1, 30),
  language: 'zh-CN',
};
const own = selfSigned('localhost');

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** A server that takes whoever signs in, and notes of each whether the connection was encrypted then. */
async function receiver(options: SMTPServerOptions) {
  const signedIn: boolean[] = [];
  const started = await mailReceiver({
    authOptional: false,
    disabledCommands: [],
    onAuth({ username }, { secure }, done) {
      signedIn.push(secure);
      done(null, { user: username });
    },
    ...options,
  });
  stops.push(started.stop);
  return { ...started, signedIn };
}

function send(url: string, trusted: readonly string[] = [own.cert], what = mail) {
  const server = parseMailServer(url);
  if (server === undefined) throw new Error('no server');
  const given = { signal: AbortSignal.timeout(5000), connect: nodeConnectTrusting(trusted) };
  return sendMail(server, what, given);
}

const accepted = { state: 'accepted', status: 250, error: null };
const unreachable = { state: 'failed', status: null, error: 'unreachable' };

describe.each([
  ['smtp:// with STARTTLS', 'smtp', { secure: false }],
  ['smtps:// with TLS from the start', 'smtps', { secure: true }],
])('%s', (_, scheme, { secure }) => {
  const at = (port: number, host = 'localhost') => `${scheme}://keyline:secret@${host}:${port}`;

  test('carries a mail, and names and passwords only when it is encrypted', async () => {
    const { port, mails, signedIn } = await receiver({ secure, ...own });
    expect(await send(at(port))).toEqual(accepted);
    expect([mails.length, mails[0]?.subject, signedIn]).toEqual([1, mail.subject, [true]]);
  });

  test.each([
    ['nobody vouches for', selfSigned('localhost'), 'localhost'],
    ['is another host’s', own, '127.0.0.1'],
  ])('hands nothing to a server whose certificate %s', async (__, shown, host) => {
    const { port, mails, signedIn } = await receiver({ secure, ...shown });
    expect(await send(at(port, host))).toEqual(unreachable);
    expect([mails, signedIn]).toEqual([[], []]);
  });

  test('lets nobody add a header or an address by what a mail says', async () => {
    const { port, raw, mails } = await receiver({ secure, ...own });
    const subject = '您好\r\nBcc: everybody@example.cn\r\n\r\n.\r\nMAIL FROM:<x@example.cn>';
    expect(await send(at(port), [own.cert], { ...mail, subject, text: '.\r\nQUIT\r\n' })).toEqual(accepted);
    expect([raw.length, mails[0]?.bcc, mails[0]?.to]).toEqual([
      1,
      undefined,
      [expect.objectContaining({ address: mail.to })],
    ]);
  });
});

test('a server that does not offer STARTTLS gets neither name nor mail', async () => {
  const { port, mails, signedIn } = await receiver({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
  });
  const outcome = await send(`smtp://keyline:secret@localhost:${port}`);
  expect(outcome).toEqual({ state: 'failed', status: null, error: 'no_tls' });
  expect([mails, signedIn]).toEqual([[], []]);
});

test('what somebody on the way put behind the answer to STARTTLS is not believed', async () => {
  const heard: string[] = [];
  const server = createServer((socket) => {
    stops.push(async () => void socket.destroy());
    socket.on('error', () => undefined);
    socket.write('220 mail\r\n');
    socket.on('data', (data: Buffer) => {
      const said = data.toString();
      if (said.startsWith('EHLO')) socket.write('250-mail\r\n250 STARTTLS\r\n');
      if (!said.startsWith('STARTTLS')) return;
      socket.removeAllListeners('data');
      socket.write('220 go\r\n250-mail\r\n250 AUTH PLAIN\r\n');
      const secure = new TLSSocket(socket, { isServer: true, ...own });
      secure.on('error', () => undefined);
      secure.on('data', (more: Buffer) => {
        heard.push(more.toString());
        secure.write('250 mail\r\n');
      });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  stops.push(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.address() as { port: number };
  const outcome = await send(`smtp://keyline:secret@localhost:${port}`);
  expect(outcome).toEqual({ state: 'failed', status: null, error: 'credentials' });
  expect(heard.join('')).toBe('EHLO example.cn\r\n');
});
