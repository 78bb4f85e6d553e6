import { type Problem, problemResponse } from '@keyline/kernel';
import type { Incoming } from './operation.ts';

/** A successful answer, before it is written. */
export interface Outcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or null for no body. */
  readonly body: string | null;
}

/** The JSON of a value, with its ETag when it is one versioned record. */
export function outcome(status: number, body: unknown, headers: Record<string, string> = {}): Outcome {
  return {
    status,
    headers: { ...etag(body), ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  };
}

function etag(body: unknown): Record<string, string> {
  const version =
    typeof body === 'object' && body !== null ? (body as { version?: unknown }).version : undefined;
  return typeof version === 'number' ? { ETag: `"${version}"` } : {};
}

export function respond(incoming: Incoming, { status, headers, body }: Outcome): Response {
  return new Response(body, {
    status,
    headers: {
      ...(body !== null && { 'Content-Type': 'application/json; charset=utf-8' }),
      'Cache-Control': 'no-store',
      'X-Request-Id': incoming.requestId,
      ...incoming.headers,
      ...headers,
    },
  });
}

export function respondProblem(incoming: Incoming, problem: Problem): Response {
  const { requestId, locale, url } = incoming;
  return problemResponse(
    { ...problem, headers: { ...incoming.headers, ...problem.headers } },
    { origin: url.origin, locale, requestId },
  );
}
