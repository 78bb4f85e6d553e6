import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RequestError } from './errors.ts';
import { MAX_REQUEST_BYTES } from './limits.ts';
import type { RequestHandler } from './request-handler.ts';

export interface Listener {
  url: string;
  port: number;
  /** Takes no more connections, and waits for the answers that are still due. */
  close(): Promise<void>;
}

/** Longer than clients keep an idle connection, so that it is not closed under a request that is just being sent. */
const KEEP_ALIVE_MS = 75_000;

/** @throws the error of node, for example with code EADDRINUSE when the port is taken */
export async function listen(handler: RequestHandler, host: string, port: number): Promise<Listener> {
  const server = createServer((request, response) => {
    answer(handler, request, response, server).catch((error) => response.destroy(error));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const urlHost = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${urlHost}:${address.port}`,
    port: address.port,
    close() {
      closed ??= closeServer(server);
      return closed;
    },
  };
}

async function answer(
  handler: RequestHandler,
  request: IncomingMessage,
  response: ServerResponse,
  server: Server,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const { status, contentType, body } = await handler.handle({
    method: request.method ?? 'GET',
    path: (request.url ?? '/').split('?', 1)[0] ?? '/',
    authorization: request.headers.authorization,
    readBody: () => readBody(request),
    signal: gone.signal,
  });
  if (response.destroyed) return;
  if (!server.listening) response.shouldKeepAlive = false;
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/**
 * The rest of a body that is too large is read and dropped, so that the client comes to read the answer.
 *
 * @throws RequestError 413
 */
function readBody(request: IncomingMessage): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_REQUEST_BYTES) chunks.push(chunk);
    else reject(tooLarge());
  });
  request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
  request.once('error', reject);
  return promise;
}

export function tooLarge(): RequestError {
  return new RequestError(413, 'REQUEST_TOO_LARGE', `The request is larger than ${MAX_REQUEST_BYTES} bytes`);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}
