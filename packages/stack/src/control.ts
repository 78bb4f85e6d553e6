import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { Failure, reasonOf } from './failure.ts';
import { listen, stopListening } from './listening.ts';
import type { StackRecord } from './stack-file.ts';

/** What the control port can be asked for: each takes and gives JSON. */
export type ControlHandlers = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

export interface Control {
  readonly record: StackRecord;
  close(): Promise<void>;
}

const reply = v.union([v.object({ result: v.unknown() }), v.object({ failure: v.string() })]);

/** Opens a control port on the loopback address; only who knows the token of its record is heard. */
export async function openControl(handlers: ControlHandlers): Promise<Control> {
  const token = randomBytes(32).toString('base64url');
  const server = createServer((request, response) => void answer(request, response, token, handlers));
  const controlUrl = await listen(server, { host: '127.0.0.1', port: 0 });
  return {
    record: { pid: process.pid, controlUrl, token },
    close: () => stopListening(server),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  handlers: ControlHandlers,
): Promise<void> {
  const send = (status: number, body: v.InferOutput<typeof reply>) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
    send(401, { failure: 'wrong token' });
    return;
  }
  const handler = handlers[request.url?.slice(1) ?? ''];
  if (handler === undefined) {
    send(404, { failure: `no ${request.url}` });
    return;
  }
  try {
    send(200, { result: (await handler(JSON.parse(await text(request)))) ?? null });
  } catch (error) {
    send(500, { failure: reasonOf(error) });
  }
}

/** Asks a running stack. Throws a Failure when it refuses, and fetch's own error when nobody answers. */
export async function askControl(
  record: StackRecord,
  name: string,
  input: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  const response = await fetch(`${record.controlUrl}/${name}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${record.token}` },
    body: JSON.stringify(input),
    ...(signal && { signal }),
  });
  const answered = v.parse(reply, await response.json());
  if ('result' in answered) return answered.result;
  throw new Failure({ en: answered.failure, 'zh-CN': answered.failure });
}

/** Whether the stack of this record answers at its control port. */
export async function stackIsAlive(record: StackRecord): Promise<boolean> {
  try {
    await askControl(record, 'status', null, AbortSignal.timeout(3_000));
    return true;
  } catch {
    // Nobody listens, or somebody who does not know the token: the stack that wrote the record is gone.
    return false;
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
