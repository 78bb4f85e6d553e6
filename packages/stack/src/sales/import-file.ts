import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Caller, fileForm, type Made } from '../demo/client.ts';
import { Failure, reasonOf } from '../failure.ts';
import type { SalesMapping } from './mappings.ts';

/** An import that has ended, as the API tells it. */
export interface Ended extends Made {
  readonly state: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly warnings: number;
  readonly endedAt: string | null;
  readonly failure: { readonly detail: string } | null;
}

const pauseMs = 250;

/** Imports one file of the folder by its stored mapping, and returns when every row is done. */
export async function importFile(as: Caller, folder: string, mapping: SalesMapping): Promise<Ended> {
  const { kind, file } = mapping;
  const content = await contentOf(join(folder, file));
  const mappingId = await storedMapping(as, mapping);
  const { id } = await as('POST', '/v1/imports', { body: fileForm({ kind, mappingId }, file, content) });
  for (;;) {
    const job = await as<Ended>('GET', `/v1/imports/${id}`);
    if (job.failure !== null) throw new Failure({ en: job.failure.detail, 'zh-CN': job.failure.detail });
    if (job.endedAt !== null) return job;
    await sleep(pauseMs);
  }
}

/** Throws a Failure that names the file when it cannot be read. */
async function contentOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const reason = reasonOf(error);
    throw new Failure(
      { en: `${path} cannot be read: ${reason}`, 'zh-CN': `无法读取 ${path}：${reason}` },
      { cause: error },
    );
  }
}

/** The mapping of this name; one that somebody has changed stays as he made it. */
async function storedMapping(as: Caller, { kind, name, mapping }: SalesMapping): Promise<string> {
  const query = new URLSearchParams({ kind, name });
  const { data } = await as<{ readonly data: readonly Made[] }>('GET', `/v1/import-mappings?${query}`);
  if (data[0] !== undefined) return data[0].id;
  return (await as('POST', '/v1/import-mappings', { body: { kind, name, mapping } })).id;
}
