import type { Bucket } from '@keyline/http';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';

/** The bucket that all tests of this process share, each under a prefix of its own. */
let shared: Promise<Bucket> | undefined;
let count = 0;

async function startBucket(): Promise<Bucket> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      cf: false,
      workers: [
        {
          name: 'files',
          modules: true,
          script: 'export default { fetch() { return new Response(null, { status: 404 }); } };',
          r2Buckets: { FILES: 'files' },
        },
      ],
    }),
  );
  return (await miniflare.getR2Bucket('FILES')) as unknown as Bucket;
}

/**
 * An empty bucket for one test: the R2 of the local stack, in a process of its own that starts at the first use and
 * ends with this one.
 */
export function testBucket(): Bucket {
  count += 1;
  const prefix = `test-${count}/`;
  const bucket = () => {
    shared ??= startBucket();
    return shared;
  };
  return {
    head: async (key) => (await bucket()).head(prefix + key),
    get: async (key, options) => (await bucket()).get(prefix + key, options),
    put: async (key, value, options) => (await bucket()).put(prefix + key, value, options),
    delete: async (keys) => (await bucket()).delete([keys].flat().map((key) => prefix + key)),
    async list(options) {
      const found = await (await bucket()).list({ ...options, prefix: prefix + options.prefix });
      const objects = found.objects.map((file) => ({
        key: file.key.slice(prefix.length),
        size: file.size,
        etag: file.etag,
        uploaded: file.uploaded,
      }));
      return { objects, truncated: found.truncated, ...(found.cursor && { cursor: found.cursor }) };
    },
    createMultipartUpload: async (key, options) =>
      (await bucket()).createMultipartUpload(prefix + key, options),
  };
}
