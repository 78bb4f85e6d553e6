import { hmac } from './secrets.ts';

const mark = 'whsec_';

/** A new secret of a webhook endpoint as Standard Webhooks writes it (`whsec_` and base64): 256 random bits. */
export function newWebhookSecret(): string {
  return mark + inBase64(crypto.getRandomValues(new Uint8Array(32)));
}

/** One message as it is signed. */
export interface SignedMessage {
  /** The same at every attempt: receivers know repeats by it. */
  readonly id: string;
  /** Of this attempt, milliseconds. */
  readonly at: number;
  readonly body: string;
}

/**
 * The headers of a message after Standard Webhooks (github.com/standard-webhooks/standard-webhooks,
 * spec/standard-webhooks.md): HMAC-SHA-256 over `<id>.<seconds>.<body>`, a signature under each secret. Throws when
 * a secret holds no key.
 */
export function webhookHeaders(
  secrets: readonly string[],
  { id, at, body }: SignedMessage,
): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(at / 1000));
  const signatures = secrets.map((secret) => `v1,${signature(secret, `${id}.${seconds}.${body}`)}`);
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}

function signature(secret: string, content: string): string {
  const key = atob(secret.startsWith(mark) ? secret.slice(mark.length) : secret);
  if (key === '') throw new Error('the secret of a webhook holds no key');
  const bytes = Uint8Array.from(key, (character) => character.charCodeAt(0));
  return inBase64(hmac('sha256', bytes, new TextEncoder().encode(content)));
}

function inBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
