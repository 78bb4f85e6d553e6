import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailReceiver, mailReceiver } from './testing/mail-receiver.ts';
import { selfSigned } from './testing/self-signed.ts';
import { type RunningWorker, startTrusting } from './testing/workerd-thread.ts';

/** The way of production: the sockets of workerd itself, against real servers. */
const known = selfSigned('localhost');
const unknown = selfSigned('localhost');

const entry = `
import { parseMailServer, sendMail } from './index.ts';
export default {
  async fetch(request) {
    const { url, mail } = await request.json();
    return Response.json(await sendMail(parseMailServer(url), mail, { signal: AbortSignal.timeout(5000) }));
  },
};`;

const mail = {
  id: 'msg_01kafxq0h3e7rvx8bm2s9t4c5d',
  from: { name: 'Keyline', address: 'keyline@example.cn' },
  to: 'li.na@example.cn',
  subject: '您有新待办\r\nBcc: everybody@example.cn',
  text: '.\r\n您好\n',
  html: '<!doctype html><p>您好</p>',
  at: Date.UTC(2026, 2, 2, 1, 30),
  language: 'zh-CN',
};

let folder: string;
let workerd: RunningWorker;
const receivers: MailReceiver[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyline-mail-'));
  const ca = join(folder, 'ca.pem');
  await writeFile(ca, known.cert);
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir, loader: 'ts' },
    bundle: true,
    format: 'esm',
    external: ['cloudflare:*'],
    target: 'es2024',
    write: false,
  });
  workerd = await startTrusting(ca, outputFiles[0]?.text ?? '');
}, 30_000);

afterAll(async () => {
  await workerd?.stop();
  await Promise.all(receivers.map(({ stop }) => stop()));
  await rm(folder, { recursive: true });
});

async function receiver(options: Parameters<typeof mailReceiver>[0]): Promise<MailReceiver> {
  const started = await mailReceiver({ disabledCommands: [], ...options });
  receivers.push(started);
  return started;
}

async function send(url: string) {
  const body = JSON.stringify({ url, mail });
  return (await fetch(workerd.url, { method: 'POST', body })).json();
}

test.each([
  ['smtp', false],
  ['smtps', true],
])(
  '%s:// carries a mail from workerd, encrypted, and nothing to a server that nobody vouches for',
  async (scheme, secure) => {
    const secured: boolean[] = [];
    const onMailFrom = (
      _: unknown,
      session: { readonly secure: boolean },
      done: (error?: Error | null) => void,
    ) => {
      secured.push(session.secure);
      done();
    };
    const trusted = await receiver({ secure, ...known, onMailFrom });
    expect(await send(`${scheme}://localhost:${trusted.port}`)).toEqual({
      state: 'accepted',
      status: 250,
      error: null,
    });
    expect([secured, trusted.mails.length, trusted.mails[0]?.bcc]).toEqual([[true], 1, undefined]);

    const stranger = await receiver({ secure, ...unknown, onMailFrom });
    expect(await send(`${scheme}://localhost:${stranger.port}`)).toMatchObject({
      state: 'failed',
      error: 'unreachable',
    });
    expect([secured, stranger.mails]).toEqual([[true], []]);
  },
  20_000,
);

test('workerd sends nothing where STARTTLS is not offered', async () => {
  const { port, mails } = await receiver({ disabledCommands: ['STARTTLS'] });
  expect(await send(`smtp://localhost:${port}`)).toMatchObject({ state: 'failed', error: 'no_tls' });
  expect(mails).toEqual([]);
});
