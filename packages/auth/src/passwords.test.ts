import { describe, expect, test } from 'vitest';
import { hashPassword, needsRehash, verifyAgainstNothing, verifyPassword } from './passwords.ts';

const PASSWORD = 'correct horse battery';
const stored = await hashPassword(PASSWORD);

describe('a stored password', () => {
  test('is a salted scrypt hash that names its cost', async () => {
    expect(stored).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await hashPassword(PASSWORD)).not.toBe(stored);
  });

  test('is known again, and no other passes for it', async () => {
    expect(await verifyPassword(PASSWORD, stored)).toBe(true);
    expect(await verifyPassword(`${PASSWORD} `, stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
  });

  test('is the same from every keyboard', async () => {
    const composed = await hashPassword('Zo\u00eb \uff11\uff12\uff13 pass');
    expect(await verifyPassword('Zoe\u0308 123 pass', composed)).toBe(true);
  });

  test('made elsewhere by scrypt with the same parameters is known (computed with hashlib of Python)', async () => {
    for (const elsewhere of [
      'scrypt$14$8$1$U29kaXVtQ2hsb3JpZGUAAA$99K9G--sWlvZUOVpr6Iz0Gq1VOJbRR1AJ_IUIBO-rqM',
      'scrypt$10$4$2$U29kaXVtQ2hsb3JpZGUAAA$_Qghez8bLJ3m4MuQbPshJOzq6aJmBSgnfZxnPTh_sX0',
    ]) {
      expect(await verifyPassword('pleaseletmein', elsewhere)).toBe(true);
      expect(await verifyPassword('pleaseletmeout', elsewhere)).toBe(false);
    }
  });

  test.each([
    ['', 'plain text', 'scrypt$15$8$1$$', stored.slice(0, -1), `${stored}A`],
    [stored.replace('$15$', '$30$'), stored.replace('$8$', '$9999$'), stored.replace('scrypt', 'md5')],
  ])('that cannot be read, or asks for too much memory, is an error', async (...texts) => {
    for (const text of texts) await expect(verifyPassword(PASSWORD, text)).rejects.toThrow(/cannot be read/);
  });

  test('is due for another hash when its cost is not the one of today', () => {
    expect(needsRehash(stored)).toBe(false);
    expect(needsRehash(stored.replace('$15$', '$14$'))).toBe(true);
    expect(needsRehash(stored.replace('$8$1$', '$8$2$'))).toBe(true);
  });
});

test('without a user every password fails, for the same work', async () => {
  expect(await verifyAgainstNothing(PASSWORD)).toBe(false);
  const cpu = async (work: () => Promise<unknown>) => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const known = await cpu(() => verifyPassword('wrong', stored));
  const unknown = await cpu(() => verifyAgainstNothing('wrong'));
  expect(unknown).toBeGreaterThan(known / 4);
});
