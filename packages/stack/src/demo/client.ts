import { toInstant } from '@keyline/kernel';

/** A record as the API answers it. */
export interface Made {
  readonly id: string;
  readonly [member: string]: unknown;
}

export interface Request {
  readonly body?: unknown;
  /** Business time, milliseconds; absent: now. */
  readonly at?: number;
  /** The same at every loading, so that one that broke off goes on. */
  readonly key?: string;
}

/** One caller of the API: a person who signed in, a key, or nobody. Throws on every answer but a success. */
export type Caller = <T = Made>(method: string, path: string, request?: Request) => Promise<T>;

const attempts = 5;

/** Calls the API with this token, as any client would: what is busy is asked again. */
export function callerAt(url: string, token?: string): Caller {
  return async <T>(method: string, path: string, { body, at, key }: Request = {}) => {
    const form = body instanceof FormData;
    const headers = {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && !form && { 'Content-Type': 'application/json' }),
      ...(at !== undefined && { 'X-Test-Now': toInstant(at) }),
      ...(key !== undefined && { 'Idempotency-Key': key }),
    };
    const sent = form ? body : JSON.stringify(body);
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(`${url}${path}`, { method, headers, body: sent ?? null });
      const busy = [409, 429, 503].includes(response.status) && attempt < attempts;
      const text = await response.text();
      if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
      if (!busy) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    }
  };
}

/** A file to attach. */
export function fileForm(
  fields: Readonly<Record<string, string>>,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
): FormData {
  const form = new FormData();
  for (const [field, text] of Object.entries(fields)) form.set(field, text);
  form.set('file', new Blob([content]), name);
  return form;
}

/** Does something for each of these, so many at a time, in their order of beginning. */
export async function forEach<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      await work(items[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
