import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;

/** A new secret of 256 random bits, as 64 hex digits. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('hex');
}

/** The HMAC of a message, where a library leaves the hash to its user: SHA-1 in one-time codes (RFC 4226). */
export function hmac(algorithm: string, key: Uint8Array, message: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac(algorithm, key).update(message).digest());
}

/** The secret that belongs to a message, for whoever has the key: its HMAC-SHA-256, as 64 hex digits. */
export function derivedSecret(key: string, message: string): string {
  return createHmac('sha256', key).update(message).digest('hex');
}

/**
 * The form in which the secret of an API key or a refresh token is stored: its SHA-256 in hex. Such secrets are
 * random, so nothing is gained by a slow hash as passwords need it.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether a secret belongs to a stored hash, in constant time. A stored text that is no hash matches nothing. */
export function secretMatches(secret: string, hash: string): boolean {
  const [given, stored] = [hashSecret(secret), hash].map((text) => new TextEncoder().encode(text));
  if (given === undefined || stored === undefined || given.length !== stored.length) return false;
  return timingSafeEqual(given, stored);
}
