import { randomBytes, scryptSync } from 'node:crypto';

/** A hash of the password as it was made when hashes were cheaper: for tests of many attempts. */
export function cheapHash(password: string): string {
  const salt = randomBytes(16);
  const hash = scryptSync(password.normalize('NFKC'), salt, 32, { N: 2 ** 10, r: 8, p: 1 });
  return `scrypt$10$8$1$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}
