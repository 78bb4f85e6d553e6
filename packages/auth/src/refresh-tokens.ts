import { formatLocated, parseLocated } from './located-secret.ts';
import { hashSecret, newSecret } from './secrets.ts';

const MARK = 'kr';

/** What a refresh token says: where its session lives and the secret that proves it. */
export type RefreshTokenParts = { cell: string; tenantId: string; sessionId: string; secret: string };

/**
 * Makes a refresh token, `kr_<cell>_<tenant>_<session>_<secret>`, and the hash to store. It names its tenant, so
 * that a refresh needs no look-up in the directory. Throws when cell or ids are malformed.
 */
export function createRefreshToken(place: { cell: string; tenantId: string; sessionId: string }): {
  token: string;
  secretHash: string;
} {
  const secret = newSecret();
  const { cell, tenantId, sessionId } = place;
  return {
    token: formatLocated(MARK, 'session', { cell, tenantId, id: sessionId, secret }),
    secretHash: hashSecret(secret),
  };
}

/** Reads a refresh token; undefined when the text is none. Says nothing of whether the token is good. */
export function parseRefreshToken(text: string): RefreshTokenParts | undefined {
  const found = parseLocated(MARK, 'session', text);
  return found && { cell: found.cell, tenantId: found.tenantId, sessionId: found.id, secret: found.secret };
}
