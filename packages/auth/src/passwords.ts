import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { base64url } from 'jose';

/** Cost of scrypt (RFC 7914): N as its base-2 logarithm, block size r, parallelisation p. */
type Cost = { log2N: number; r: number; p: number };

/** 32 MiB and about 0.1 s of one core: what an isolate of 128 MiB bears several times over. */
const COST: Cost = { log2N: 15, r: 8, p: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const MAX_MEMORY = 64 * 1024 * 1024;
const STORED = /^scrypt\$(1[0-5])\$([1-8])\$([1-4])\$([A-Za-z0-9_-]{22})\$([A-Za-z0-9_-]{43})$/;
const CURRENT = `scrypt$${COST.log2N}$${COST.r}$${COST.p}$`;

/**
 * Hashes a password for storage: `scrypt$15$8$1$<salt>$<hash>`, salt (16 bytes) and hash (32 bytes) in
 * base64url. The password counts in Unicode form NFKC, so that every keyboard types the same one.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, COST);
  return `${CURRENT}${base64url.encode(salt)}$${base64url.encode(hash)}`;
}

/** Whether the password is the stored one, in constant time. Throws when the stored text is no hash of ours. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const { cost, salt, hash } = parseStored(stored);
  return timingSafeEqual(await derive(password, salt, cost), hash);
}

/**
 * Spends the work of {@link verifyPassword} and answers no: for a sign-in with an unknown e-mail or without
 * a password set, which must take as long as one with a wrong password.
 */
export async function verifyAgainstNothing(password: string): Promise<false> {
  await derive(password, new Uint8Array(SALT_BYTES), COST);
  return false;
}

/** Whether a stored hash was made at another cost than today's, to be replaced at the next right sign-in. */
export function needsRehash(stored: string): boolean {
  return !stored.startsWith(CURRENT);
}

function parseStored(stored: string): { cost: Cost; salt: Uint8Array; hash: Uint8Array } {
  const [, log2N, r, p, salt, hash] = STORED.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) throw new Error('A stored password hash cannot be read.');
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  return { cost, salt: base64url.decode(salt), hash: base64url.decode(hash) };
}

function derive(password: string, salt: Uint8Array, { log2N, r, p }: Cost): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const options = { N: 2 ** log2N, r, p, maxmem: MAX_MEMORY };
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
