import { createHash } from 'node:crypto';
import type { Bucket, BucketUpload, StoredPart } from './bucket.ts';

/** Bytes of a part: R2 takes 5 MiB and more, all of one size but the last. This is what is held in memory. */
const partBytes = 8 * 1_024 * 1_024;

/** A file that came to lie in a bucket. */
export interface FileStored {
  /** Bytes. */
  readonly size: number;
  /** Of the whole content, in hexadecimal digits. */
  readonly sha256: string;
}

/** A file larger than was allowed; nothing of it is kept. */
export class FileTooLargeError extends Error {}

/**
 * Writes a stream of unknown length under a key, a part at a time. What is there under the key is replaced once the
 * whole is there. Throws FileTooLargeError beyond `limit` bytes, and whatever the stream throws.
 */
export async function storeFile(
  bucket: Bucket,
  key: string,
  content: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<FileStored> {
  const hash = createHash('sha256');
  const buffer = new Uint8Array(Math.min(partBytes, limit + 1));
  const parts: StoredPart[] = [];
  let upload: BucketUpload | undefined;
  let [size, filled] = [0, 0];
  try {
    for await (const chunk of content) {
      size += chunk.byteLength;
      if (size > limit) throw new FileTooLargeError(`more than ${limit} bytes`);
      hash.update(chunk);
      for (let used = 0; used < chunk.byteLength; ) {
        const piece = chunk.subarray(used, used + buffer.byteLength - filled);
        buffer.set(piece, filled);
        used += piece.byteLength;
        filled += piece.byteLength;
        if (filled < buffer.byteLength) continue;
        upload ??= await bucket.createMultipartUpload(key);
        parts.push(await upload.uploadPart(parts.length + 1, buffer));
        filled = 0;
      }
    }
    const rest = buffer.subarray(0, filled);
    if (upload === undefined) await bucket.put(key, rest);
    else {
      if (filled > 0) parts.push(await upload.uploadPart(parts.length + 1, rest));
      await upload.complete(parts);
    }
    return { size, sha256: hash.digest('hex') };
  } catch (error) {
    await upload?.abort();
    throw error;
  }
}
