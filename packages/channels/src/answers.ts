import { accepted, failure, type Outcome, retryAfter } from './outcome.ts';

/** How a request goes out; the platform's own unless something stands in its place. */
export type Fetch = (request: Request) => Promise<Response>;

/** What a way to receivers in the place of the platform's own says when it has not sent the request. */
const faults = ['private_address', 'unreachable'] as const;

/**
 * Posts and reads nothing of the answer but its status: a receiver can make nobody wait, nor fill the memory. A
 * redirect is an answer, not followed: it would lead where nobody has checked.
 */
export async function post(
  request: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
  { signal, fetch: send = (given) => fetch(given) }: { readonly signal: AbortSignal; readonly fetch?: Fetch },
  isRefusal: (status: number) => boolean,
): Promise<Outcome> {
  try {
    const { url, headers, body } = request;
    const message = new Request(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'Keyline', ...headers },
      body,
      redirect: 'manual',
      signal,
    });
    // Not left to the request alone: Node forgets the signal of one that the garbage collector has taken.
    const response = await Promise.race([send(message), aborted(signal)]);
    const { status } = response;
    await response.body?.cancel();
    const fault = faults.find((one) => one === response.headers.get('X-Receiver-Fault'));
    if (fault !== undefined) return { state: 'failed', status: null, error: fault };
    if (status >= 200 && status < 300) return accepted(status);
    const error = status >= 300 && status < 400 ? 'redirect' : 'status';
    const state = isRefusal(status) ? 'refused' : 'failed';
    return { state, status, error, ...retryAfter(response.headers) };
  } catch (error) {
    return failure(error, signal);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
