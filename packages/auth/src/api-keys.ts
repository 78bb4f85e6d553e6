import { formatLocated, parseLocated } from './located-secret.ts';
import { hashSecret, newSecret } from './secrets.ts';

export { hashSecret, secretMatches } from './secrets.ts';

const MARK = 'kl';

/** What an API key says: where it lives and the secret that proves it. */
export type ApiKeyParts = { cell: string; tenantId: string; keyId: string; secret: string };

/**
 * Makes an API key, `kl_<cell>_<tenant>_<keyId>_<secret>`, and the hash to store. The key itself is shown once and
 * kept nowhere. Throws when cell or ids are malformed.
 */
export function createApiKey(place: { cell: string; tenantId: string; keyId: string }): {
  key: string;
  secretHash: string;
} {
  const secret = newSecret();
  const { cell, tenantId, keyId } = place;
  return {
    key: formatLocated(MARK, 'api_key', { cell, tenantId, id: keyId, secret }),
    secretHash: hashSecret(secret),
  };
}

/** Reads an API key; undefined when the text is none. Says nothing of whether the key is good. */
export function parseApiKey(text: string): ApiKeyParts | undefined {
  const found = parseLocated(MARK, 'api_key', text);
  return found && { cell: found.cell, tenantId: found.tenantId, keyId: found.id, secret: found.secret };
}
