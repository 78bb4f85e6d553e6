import * as v from 'valibot';

/** Bytes, text, or a stream whose length is known beforehand (a request's own body, say). */
export type FileContent = Uint8Array | ArrayBuffer | string | ReadableStream<Uint8Array>;

/** A file of a bucket, without its content. */
export interface StoredFile {
  /** Bytes. */
  readonly size: number;
  readonly etag: string;
  readonly uploaded: Date;
  /** At most 8 KB in all; any characters. */
  readonly customMetadata?: Readonly<Record<string, string>> | undefined;
}

/** A file of a bucket as it is read. */
export interface OpenedFile extends StoredFile {
  readonly body: ReadableStream<Uint8Array>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export interface ListedFile extends StoredFile {
  readonly key: string;
}

/** One part of a file that is uploaded piece by piece, as R2 acknowledged it. */
export interface StoredPart {
  readonly partNumber: number;
  readonly etag: string;
}

/** A file on its way: every part but the last has the same size, at least 5 MiB. */
export interface BucketUpload {
  uploadPart(partNumber: number, value: Uint8Array): Promise<StoredPart>;
  complete(parts: StoredPart[]): Promise<StoredFile>;
  abort(): Promise<void>;
}

/** What Keyline uses of an R2 bucket (developers.cloudflare.com/r2/api/workers); Cloudflare's own has more. */
export interface Bucket {
  head(key: string): Promise<StoredFile | null>;
  /** Bytes `range.offset` to its end, or `range.length` of them. */
  get(
    key: string,
    options?: { readonly range?: { readonly offset: number; readonly length?: number } },
  ): Promise<OpenedFile | null>;
  put(
    key: string,
    value: FileContent,
    options?: { readonly customMetadata?: Record<string, string>; readonly sha256?: string },
  ): Promise<StoredFile | null>;
  /** At most 1,000 keys at once; those that are not there are no fault. */
  delete(keys: string | string[]): Promise<void>;
  list(options: { readonly prefix: string; readonly limit?: number; readonly cursor?: string }): Promise<{
    readonly objects: readonly ListedFile[];
    readonly truncated: boolean;
    readonly cursor?: string;
  }>;
  createMultipartUpload(
    key: string,
    options?: { readonly customMetadata?: Record<string, string> },
  ): Promise<BucketUpload>;
}

/** The binding of a bucket in a Worker's environment. */
export const bucketBinding = v.custom<Bucket>(
  (given) => typeof given === 'object' && given !== null && 'createMultipartUpload' in given,
);
