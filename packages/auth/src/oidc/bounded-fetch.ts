import type { CustomFetchOptions } from 'oauth4webapi';
import { OidcFault } from './fault.ts';

/** Sends a request to a provider; rejects when the network fails. */
export type Send = (request: Request) => Promise<Response>;

export interface FetchLimits {
  /** For the whole answer, milliseconds. */
  readonly timeoutMs: number;
  /** Largest body, bytes. */
  readonly bytes: number;
}

export const usualLimits: FetchLimits = { timeoutMs: 5000, bytes: 256 * 1024 };

type Method = 'GET' | 'POST';
type Body = URLSearchParams | undefined;

/**
 * A fetch that waits no longer and reads no more than the limits say, and follows no redirect. Throws OidcFault
 * `unavailable` when no whole answer comes, when it is too large, and for 429 and every 5xx.
 */
export function boundedFetch(send: Send, { timeoutMs, bytes }: FetchLimits) {
  return async (
    url: string,
    { method, headers, body }: CustomFetchOptions<Method, Body>,
  ): Promise<Response> => {
    const signal = AbortSignal.timeout(timeoutMs);
    const request = new Request(url, {
      method,
      headers,
      redirect: 'manual',
      signal,
      ...(body !== undefined && { body }),
    });
    const response = await aborting(send(request), signal);
    if (response.status === 429 || response.status >= 500) {
      await response.body?.cancel();
      throw new OidcFault('unavailable', `status_${response.status}`);
    }
    const whole = await aborting(readBody(response, bytes), signal);
    const { status } = response;
    return new Response(status === 204 || status === 304 ? null : whole, {
      status,
      headers: response.headers,
    });
  };
}

/** The result, or the fault: whatever a network says of itself is one to us. */
async function aborting<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new OidcFault('unavailable', 'timeout')), { once: true });
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    if (error instanceof OidcFault) throw error;
    throw new OidcFault('unavailable', signal.aborted ? 'timeout' : 'network');
  }
}

async function readBody(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) throw new OidcFault('unavailable', 'answer_too_large');
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
