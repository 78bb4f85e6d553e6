import { type Fetch, post } from './answers.ts';
import type { Outcome } from './outcome.ts';

/** Gone: the receiver wants no more (Standard Webhooks). All else may be mended on its side. */
const gone = 410;

/** Posts one message, signed already, to an endpoint. */
export function postWebhook(
  message: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
  by: { readonly signal: AbortSignal; readonly fetch?: Fetch },
): Promise<Outcome> {
  return post(message, by, (status) => status === gone);
}
