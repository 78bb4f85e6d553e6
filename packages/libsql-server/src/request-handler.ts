import { createHash, timingSafeEqual } from 'node:crypto';
import { type DatabaseDirectory, MAIN_DATABASE } from './database-directory.ts';
import { RequestError } from './errors.ts';

/** An HTTP request, stripped to what matters here. */
export interface PlainRequest {
  method: string;
  /** Path of the URL, without query. */
  path: string;
  authorization: string | undefined;
  readBody(): Promise<string>;
  signal: AbortSignal | undefined;
}

export interface PlainResponse {
  status: number;
  contentType: 'application/json' | 'text/plain';
  body: string;
}

const PIPELINE_PATH = /^\/(?:([^/]+)\/)?v2\/pipeline$/;
const COUNTS_PATH = /^\/(?:([^/]+)\/)?counts$/;
const VERSION_PATH = /^\/(?:[^/]+\/)?v2\/?$/;

/** Answers requests of the Hrana 2 protocol over HTTP, whatever they came by. */
export class RequestHandler {
  readonly #directory: DatabaseDirectory;
  readonly #tokenDigest: Buffer | undefined;

  constructor(directory: DatabaseDirectory, authToken: string | undefined) {
    this.#directory = directory;
    this.#tokenDigest = authToken === undefined ? undefined : digest(`Bearer ${authToken}`);
  }

  /** Never rejects: a failure becomes the answer. */
  async handle(request: PlainRequest): Promise<PlainResponse> {
    try {
      return await this.#route(request);
    } catch (error) {
      return failure(error);
    }
  }

  async #route(request: PlainRequest): Promise<PlainResponse> {
    const { method, path, signal } = request;
    this.#authenticate(request.authorization);
    if (VERSION_PATH.test(path)) {
      assertMethod(method, 'GET');
      return { status: 200, contentType: 'text/plain', body: 'Hrana 2 over HTTP' };
    }
    const counts = COUNTS_PATH.exec(path);
    if (counts) {
      assertMethod(method, 'GET');
      return json(200, (await this.#directory.get(counts[1] ?? MAIN_DATABASE)).counts);
    }
    const pipeline = PIPELINE_PATH.exec(path);
    if (!pipeline) throw new RequestError(404, 'NOT_FOUND', `Nothing is served at ${path}`);
    assertMethod(method, 'POST');
    const database = await this.#directory.get(pipeline[1] ?? MAIN_DATABASE);
    const body = await request.readBody();
    return json(200, await database.pipeline(body, signal));
  }

  /** Compares digests, so that the time taken tells nothing about the token. */
  #authenticate(authorization: string | undefined): void {
    if (!this.#tokenDigest || timingSafeEqual(digest(authorization ?? ''), this.#tokenDigest)) return;
    throw new RequestError(401, 'UNAUTHORIZED', 'A valid bearer token is required');
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function assertMethod(method: string, expected: string): void {
  if (method !== expected)
    throw new RequestError(405, 'METHOD_NOT_ALLOWED', `Only ${expected} is served here`);
}

function failure(error: unknown): PlainResponse {
  if (error instanceof RequestError) {
    const { status, code, message } = error;
    if (code === undefined) return { status, contentType: 'text/plain', body: message };
    return json(status, { message, code });
  }
  const message = error instanceof Error ? error.message : String(error);
  return json(500, { message, code: 'INTERNAL_ERROR' });
}

function json(status: number, body: unknown): PlainResponse {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}
