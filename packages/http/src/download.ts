import type { Actor, PrincipalRow } from '@keyline/auth';
import { type ProblemCatalogue, ProblemError, refusals } from '@keyline/kernel';
import { type Loaded, type Plan, tenantStore } from '@keyline/store';
import { admit, authenticate, businessNow, callerOf, principalLoad } from './caller.ts';
import type { Bucket } from './files/bucket.ts';
import { contentDisposition } from './files/content-disposition.ts';
import { rangeOf } from './files/range.ts';
import { type Input, parseInput } from './input.ts';
import type { Entries, Incoming, Operation } from './operation.ts';
import { demand, isKnown } from './preconditions.ts';
import type { Runtime } from './runtime.ts';

/** A file that is sent, and where its content lies. */
export interface SentFile {
  readonly key: string;
  readonly fileName: string;
  /** One of those that the operation declares: never what the one who brought it said. */
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Of the content, in hexadecimal digits: its entity tag. */
  readonly sha256: string;
}

export interface DownloadDefinition<
  P extends Entries,
  C extends ProblemCatalogue,
  L extends Plan,
  R extends keyof L & string,
> {
  readonly id: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly permission: string;
  readonly asks?: readonly string[];
  readonly params: P;
  readonly answer: { readonly description: string; readonly files: readonly string[] };
  readonly problems: C;
  /** What is answered where the content is gone, and where it has no such range. */
  readonly refusals: { readonly gone: keyof C & string; readonly range: keyof C & string };
  load(input: Input<P, Entries, undefined>): L;
  readonly required: Readonly<Record<R, keyof C & string>>;
  file(given: {
    readonly loaded: Loaded<L> & { readonly [K in R]: NonNullable<Loaded<L>[K]> };
    readonly actor: Actor;
  }): SentFile;
  bucketOf(runtime: Runtime): Bucket;
}

/**
 * A read that answers a file of a bucket, streamed, whole or one range of it (RFC 9110, 14): one round trip for the
 * rights. Browsers save it and never show it: it came from somebody.
 */
export function download<
  const C extends ProblemCatalogue,
  P extends Entries,
  L extends Plan,
  R extends keyof L & string,
>(definition: DownloadDefinition<P, C, L, R>): Operation {
  const { id, path, tag, summary, description, permission, params, answer, problems } = definition;
  const permissions = [permission, ...(definition.asks ?? [])];
  const refuse = refusals(problems);

  async function handle(incoming: Incoming): Promise<Response> {
    const credential = await authenticate(incoming);
    const input = await parseInput(incoming, { params, query: {} }, callerOf(credential));
    const { tenantId, principalId } = credential;
    const store = tenantStore(incoming.runtime.database, tenantId, principalId, businessNow(incoming));
    incoming.spent = store.spent;
    const plan: Plan = {
      ...definition.load(input as Input<P, Entries, undefined>),
      principal$: principalLoad(credential, permissions),
    };
    const loaded = await store.read(plan);
    const row = loaded.principal$ as PrincipalRow | undefined;
    const actor = await admit(incoming, credential, row, permission);
    demand(loaded, definition.required, problems, permission);
    const state = loaded as unknown as Parameters<typeof definition.file>[0]['loaded'];
    const file = definition.file({ loaded: state, actor });
    return send(incoming, file, definition.bucketOf(incoming.runtime), {
      gone: () => new ProblemError(refuse(definition.refusals.gone)),
      range: () => {
        const headers = { 'Content-Range': `bytes */${file.size}` };
        return new ProblemError(refuse(definition.refusals.range, { headers }));
      },
    });
  }

  return {
    kind: 'query',
    id,
    method: 'GET',
    path,
    tag,
    summary,
    ...(description !== undefined && { description }),
    permission,
    params,
    query: {},
    answer: { status: 200, ...answer },
    problems,
    versioned: false,
    idempotent: false,
    trips: [1, 1],
    handle,
  };
}

async function send(
  { request, requestId, headers: usual }: Incoming,
  { key, fileName, contentType, size, sha256 }: SentFile,
  bucket: Bucket,
  problem: { gone(): ProblemError; range(): ProblemError },
): Promise<Response> {
  const tag = `"${sha256}"`;
  const headers = {
    'Content-Type': contentType,
    'Content-Disposition': contentDisposition(fileName),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Accept-Ranges': 'bytes',
    ETag: tag,
    'Cache-Control': 'no-store',
    'X-Request-Id': requestId,
    ...usual,
  };
  if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
  const condition = request.headers.get('If-Range');
  const asked = condition === null || condition === tag ? request.headers.get('Range') : null;
  const range = rangeOf(asked, size);
  if (range === 'unsatisfiable') throw problem.range();
  const length = String(range?.length ?? size);
  const whole = { ...headers, 'Content-Length': length };
  const last = range && range.offset + range.length - 1;
  const part = range && { 'Content-Range': `bytes ${range.offset}-${last}/${size}` };
  const head = { status: range ? 206 : 200, headers: { ...whole, ...part } };
  if (request.method === 'HEAD') return new Response(null, head);
  const opened = await bucket.get(key, range ? { range } : {});
  if (opened === null) throw problem.gone();
  return new Response(opened.body, head);
}
