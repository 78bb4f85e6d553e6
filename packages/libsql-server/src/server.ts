import { DatabaseDirectory } from './database-directory.ts';
import { type Listener, listen, tooLarge } from './http-listener.ts';
import { MAX_REQUEST_BYTES } from './limits.ts';
import { type LibsqlServerOptions, settingsFrom } from './options.ts';
import { RequestHandler } from './request-handler.ts';

export interface LibsqlServer {
  /** Answers one request without a socket; the wire is the same. */
  fetch(request: Request): Promise<Response>;
  /**
   * Serves on a TCP port. Default host 127.0.0.1, default port 0, which means any free one.
   *
   * @throws the error of node, for example with code EADDRINUSE when the port is taken
   */
  listen(options?: { port?: number; host?: string }): Promise<Listener>;
  /**
   * Copies a consistent state of one database to a file while the server runs. An existing file is replaced once the
   * copy is whole.
   */
  snapshot(database: string, file: string): Promise<void>;
  /** Names of all databases in the folder. */
  databases(): string[];
  /** Reads a whole database file and checks its structure. @throws DamagedDatabaseError at the first fault */
  verify(database: string): Promise<void>;
  /** Closes a database and deletes its files. */
  drop(database: string): Promise<void>;
  /** Stops listening, rolls back idle transactions, waits for running requests and empties the write-ahead logs. */
  close(): Promise<void>;
}

/** An embedded libSQL server that speaks Hrana 2 over HTTP. Nothing is opened before it is used. */
export function createLibsqlServer(options: LibsqlServerOptions): LibsqlServer {
  const settings = settingsFrom(options);
  const directory = new DatabaseDirectory(settings);
  const handler = new RequestHandler(directory, settings.authToken);
  const listeners = new Set<Listener>();
  return {
    fetch: (request) => answer(handler, request),
    async listen({ port = 0, host = '127.0.0.1' } = {}) {
      const listener = await listen(handler, host, port);
      listeners.add(listener);
      return listener;
    },
    snapshot: async (database, file) => (await directory.get(database)).snapshot(file),
    databases: () => directory.names(),
    verify: async (database) => (await directory.get(database)).verify(),
    drop: (database) => directory.drop(database),
    async close() {
      const stopped = [...listeners].map((listener) => listener.close());
      listeners.clear();
      await directory.close();
      await Promise.all(stopped);
    },
  };
}

async function answer(handler: RequestHandler, request: Request): Promise<Response> {
  const { status, contentType, body } = await handler.handle({
    method: request.method,
    path: new URL(request.url).pathname,
    authorization: request.headers.get('authorization') ?? undefined,
    readBody: () => readBody(request),
    signal: request.signal,
  });
  request.signal.throwIfAborted();
  return new Response(body, { status, headers: { 'content-type': contentType } });
}

async function readBody(request: Request): Promise<string> {
  const body = await request.arrayBuffer();
  if (body.byteLength > MAX_REQUEST_BYTES) throw tooLarge();
  return new TextDecoder().decode(body);
}
