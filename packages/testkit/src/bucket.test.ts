import { expect, test } from 'vitest';
import { testBucket } from './bucket.ts';

test('keeps files, and gives back parts of them', async () => {
  const bucket = testBucket();
  await bucket.put('ten_1/a', '扫描件', { customMetadata: { name: '合同.pdf' } });
  expect(await bucket.head('ten_1/a')).toMatchObject({ size: 9, customMetadata: { name: '合同.pdf' } });
  const part = await bucket.get('ten_1/a', { range: { offset: 3, length: 3 } });
  expect(new TextDecoder().decode(await part?.arrayBuffer())).toBe('描');
  expect((await bucket.list({ prefix: 'ten_1/' })).objects).toMatchObject([{ key: 'ten_1/a' }]);
  await bucket.delete('ten_1/a');
  expect(await bucket.get('ten_1/a')).toBeNull();
});

test('takes a file in parts', async () => {
  const bucket = testBucket();
  const upload = await bucket.createMultipartUpload('big');
  const parts = [
    await upload.uploadPart(1, new Uint8Array(5 * 1024 * 1024)),
    await upload.uploadPart(2, new Uint8Array(7)),
  ];
  expect((await upload.complete(parts)).size).toBe(5 * 1024 * 1024 + 7);
});

test('of one test is not seen by another', async () => {
  const [one, other] = [testBucket(), testBucket()];
  await one.put('a', 'x');
  expect(await other.head('a')).toBeNull();
  expect((await other.list({ prefix: '' })).objects).toEqual([]);
});
