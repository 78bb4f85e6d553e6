import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp } from './backup.ts';
import { filesFolder } from './files.ts';
import { restore } from './restore.ts';

let root: string;
let data: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'keyline-files-'));
  data = join(root, 'data');
  await mkdir(data);
  await writeFile(join(data, 'main.db'), '');
  await writeFile(join(data, 'keys.json'), '{}');
});
afterEach(() => rm(root, { recursive: true }));

/** Works on the bucket as a stack on this data directory would. */
async function withBucket<T>(
  work: (bucket: Awaited<ReturnType<Miniflare['getR2Bucket']>>) => Promise<T>,
): Promise<T> {
  const script = 'export default { fetch() { return new Response(); } };';
  const worker = { name: 'files', modules: true as const, script, r2Buckets: { FILES: 'keyline-files' } };
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      cf: false,
      resourcePersistencePath: join(data, filesFolder),
      workers: [worker],
    }),
  );
  try {
    return await work(await miniflare.getR2Bucket('FILES'));
  } finally {
    await miniflare.dispose();
  }
}

test('files are backed up while the stack runs, and restored as they were', async () => {
  const archive = join(root, 'backup.tar.gz');
  await withBucket(async (bucket) => {
    await bucket.put('ten_1/合同.pdf', '%PDF 扫描件', { customMetadata: { name: '合同' } });
    await bucket.put('ten_1/gone', 'x');
    await bucket.delete('ten_1/gone');
    const { files } = await backUp(data, archive);
    expect(files.filter(({ path }) => path.includes('/blobs/'))).toHaveLength(1);
    await bucket.put('ten_1/late', 'x');
    await bucket.delete('ten_1/合同.pdf');
  });
  await restore(data, archive);
  await withBucket(async (bucket) => {
    const file = await bucket.get('ten_1/合同.pdf');
    expect(await file?.text()).toBe('%PDF 扫描件');
    expect(file?.customMetadata).toEqual({ name: '合同' });
    expect((await bucket.list()).objects.map(({ key }) => key)).toEqual(['ten_1/合同.pdf']);
  });
});
