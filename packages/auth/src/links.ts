import type { IdKind } from '@keyline/kernel';
import { formatLocated, type LocatedSecret, parseLocated } from './located-secret.ts';
import { derivedSecret, hashSecret } from './secrets.ts';

/** What links are for, each with the mark that its tokens begin with and the record that it stands for. */
const kinds = {
  password_reset: { mark: 'kp', record: 'password_reset' },
  invitation: { mark: 'ki', record: 'invitation' },
} as const satisfies Readonly<Record<string, { readonly mark: string; readonly record: IdKind }>>;

export type LinkPurpose = keyof typeof kinds;

/** Where the record of a link lives; `round` tells its first link from those that replace it. */
export interface LinkPlace {
  readonly cell: string;
  readonly tenantId: string;
  readonly id: string;
  readonly round: number;
}

/**
 * The token of a link, `<mark>_<cell>_<tenant>_<record>_<secret>`, and the hash to store. The secret is the
 * HMAC-SHA-256 of purpose, tenant, record and round under the link key: whoever has the key can make the token
 * again from what an event tells, and nothing in the database can. Throws when a part is malformed.
 */
export function createLink(
  linkKey: string,
  purpose: LinkPurpose,
  { cell, tenantId, id, round }: LinkPlace,
): { token: string; secretHash: string } {
  const { mark, record } = kinds[purpose];
  const message = ['keyline link v1', purpose, tenantId, id, round].join('\n');
  const secret = derivedSecret(linkKey, message);
  const token = formatLocated(mark, record, { cell, tenantId, id, secret });
  return { token, secretHash: hashSecret(secret) };
}

/** Reads the token of a link; undefined when the text is none for this purpose. Says nothing of whether it is good. */
export function parseLink(purpose: LinkPurpose, text: string): LocatedSecret | undefined {
  const { mark, record } = kinds[purpose];
  return parseLocated(mark, record, text);
}
