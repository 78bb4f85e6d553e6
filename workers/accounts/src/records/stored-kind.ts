import type { Bucket } from '@keyline/http';
import { type FoundKind, fileKindOf } from '../domain/file-kind.ts';

/** What a file in the bucket is, by its content. Throws when it is not there. */
export function storedKindOf(bucket: Bucket, key: string, size: number): Promise<FoundKind> {
  return fileKindOf(async (offset, length) => {
    if (length === 0) return new Uint8Array();
    const opened = await bucket.get(key, { range: { offset, length } });
    if (opened === null) throw new Error('a file that was just stored is not there');
    return new Uint8Array(await opened.arrayBuffer());
  }, size);
}
