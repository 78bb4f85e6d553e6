import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimDirectory, readStackRecord, type StackRecord } from './stack-file.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'keyline-claim-'));
});
afterEach(() => rm(directory, { recursive: true }));

const stack = (token: string): StackRecord => ({ pid: 1, controlUrl: 'http://127.0.0.1:1', token });
const living =
  (...tokens: string[]) =>
  async ({ token }: StackRecord) =>
    tokens.includes(token);

describe('a data directory', () => {
  test('belongs to the stack that claimed it, readable by its owner only', async () => {
    await claimDirectory(directory, stack('a'), living());
    expect(await readStackRecord(directory)).toEqual(stack('a'));
    const [file = ''] = await readdir(directory);
    expect((await stat(join(directory, file))).mode & 0o777).toBe(0o600);
  });

  test('has no stack before the first', async () => {
    expect(await readStackRecord(directory)).toBeUndefined();
    expect(await readStackRecord(join(directory, 'nowhere'))).toBeUndefined();
  });

  test('refuses a second stack while the first lives', async () => {
    await claimDirectory(directory, stack('a'), living());
    await expect(claimDirectory(directory, stack('b'), living('a'))).rejects.toThrow(/already runs/);
    expect(await readStackRecord(directory)).toEqual(stack('a'));
  });

  test('is taken over from a stack that ended, also when its record is damaged', async () => {
    await claimDirectory(directory, stack('dead'), living());
    await claimDirectory(directory, stack('b'), living());
    expect(await readStackRecord(directory)).toEqual(stack('b'));
    const [file = ''] = await readdir(directory);
    await writeFile(join(directory, file), '{"pid":');
    await claimDirectory(directory, stack('c'), living());
    expect(await readStackRecord(directory)).toEqual(stack('c'));
    expect(await readdir(directory)).toHaveLength(1);
  });

  test('has one owner when many claim a dead stack’s place at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const tokens = Array.from({ length: 20 }, (_, index) => `${round}-${index}`);
      const claims = await Promise.allSettled(
        tokens.map((token) => claimDirectory(directory, stack(token), living(...tokens))),
      );
      expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });
});
