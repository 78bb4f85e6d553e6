/** What a program of the tenant gets from the API: its status and what it reads. */
export interface Told<Body> {
  readonly status: number;
  readonly body: Body;
}

/** Somebody at a keyboard: asks as whoever the token says, at an instant where one is given. */
export function callerAt(url: string, token?: string, now?: string) {
  return async <Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Told<Body>> => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(now !== undefined && { 'X-Test-Now': now }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
  };
}

export type Ask = ReturnType<typeof callerAt>;

/** The body of a request that has to succeed. */
export async function granted<Body>(told: Promise<Told<Body>>): Promise<Body> {
  const { status, body } = await told;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
