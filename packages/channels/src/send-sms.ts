import { type Fetch, post } from './answers.ts';
import type { Outcome } from './outcome.ts';

/** Where short messages are handed over. */
export interface SmsGateway {
  readonly url: string;
  readonly token: string;
}

/** Asks that may be repeated although the gateway said that it was the caller's fault. */
const forNow = new Set([408, 425, 429]);

/** Hands one short message over to the gateway. The same `id` is the same message, however often it comes. */
export function sendSms(
  { url, token }: SmsGateway,
  message: { readonly id: string; readonly to: string; readonly text: string },
  by: { readonly signal: AbortSignal; readonly fetch?: Fetch },
): Promise<Outcome> {
  const headers = { Authorization: `Bearer ${token}` };
  const isRefusal = (status: number) => status >= 400 && status < 500 && !forNow.has(status);
  return post({ url, headers, body: JSON.stringify(message) }, by, isRefusal);
}
