import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import * as v from 'valibot';
import { listen, stopListening } from '../listening.ts';
import type { Sent } from './messages.ts';

const message = v.object({ id: v.string(), to: v.string(), text: v.string() });

/** An SMS gateway on a loopback port that hands every message to `keep` and sends none. */
export async function openSmsGateway(
  token: string,
  keep: (sent: Sent) => void,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end();
    const parsed = v.safeParse(message, await json(request).catch(() => undefined));
    if (!parsed.success) return void response.writeHead(400).end();
    const { to, text } = parsed.output;
    keep({ kind: 'sms', at: new Date().toISOString(), to, text });
    response.writeHead(202).end();
  });
  const url = await listen(server, { host: '127.0.0.1', port: 0 });
  return { url, close: () => stopListening(server) };
}
