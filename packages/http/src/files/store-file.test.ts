import { createHash } from 'node:crypto';
import { testBucket } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { FileTooLargeError, storeFile } from './store-file.ts';

const mebibyte = 1_024 * 1_024;

async function* mebibytes(count: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index += 1) yield new Uint8Array(mebibyte + 1).fill(index);
}

test.each([0, 1, 8, 20])('a stream of %i MiB lies in the bucket as it came', async (count) => {
  const bucket = testBucket();
  const stored = await storeFile(bucket, 'a', mebibytes(count), 30 * mebibyte);
  const chunks: Uint8Array[] = [];
  for await (const chunk of mebibytes(count)) chunks.push(chunk);
  const expected = Buffer.concat(chunks);
  const kept = Buffer.from((await (await bucket.get('a'))?.arrayBuffer()) ?? new ArrayBuffer(0));
  expect(kept.equals(expected)).toBe(true);
  expect(stored).toEqual({
    size: expected.byteLength,
    sha256: createHash('sha256').update(expected).digest('hex'),
  });
});

test.each([2, 20])('a stream beyond the limit of %i MiB leaves nothing', async (limit) => {
  const bucket = testBucket();
  await expect(storeFile(bucket, 'a', mebibytes(limit + 1), limit * mebibyte)).rejects.toThrow(
    FileTooLargeError,
  );
  expect(await bucket.head('a')).toBeNull();
});
