/** Where a request goes, and as whom. */
export interface Wire {
  readonly url: string;
  readonly path: string;
  /** Bearer: an access token or an API key. */
  readonly token?: string;
  /** `Idempotency-Key`. */
  readonly key?: string;
}

/** A record as the API gives it. */
export type Granted = Readonly<Record<string, unknown>> & { readonly id: string };

/** What came back; status 0 when nobody answered. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** One request over the wire: a POST where it has a body, else a GET. */
export async function send({ url, path, token, key }: Wire, body?: object): Promise<Reply> {
  const headers = {
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...(key !== undefined && { 'Idempotency-Key': key }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
  };
  const sent = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  try {
    const response = await fetch(url + path, sent);
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  } catch {
    // The other side was killed before it answered, or in the middle: whoever asked decides what that means.
    return { status: 0, body: undefined };
  }
}
