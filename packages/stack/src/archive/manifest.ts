import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { Failure } from '../failure.ts';

/** The folder of the databases inside an archive. */
export const databaseFolder = 'databases';
export const manifestName = 'manifest.json';

const archivedFile = v.object({
  path: v.pipe(
    v.string(),
    v.regex(/^(keys\.json|databases\/[a-z0-9_-]{1,64}\.db|files(\/[A-Za-z0-9][\w.-]{0,254}){1,5})$/),
  ),
  bytes: v.number(),
  sha256: v.string(),
});

const manifest = v.object({
  /** The form of the archive; a later form has a higher number. */
  format: v.literal(1),
  version: v.string(),
  createdAt: v.string(),
  files: v.array(archivedFile),
});

/** What an archive holds, with the digest of every file, so that damage is seen before anything is replaced. */
export type Manifest = v.InferOutput<typeof manifest>;
export type ArchivedFile = v.InferOutput<typeof archivedFile>;

/** Measures a file of the folder that is going to be packed. */
export async function describeFile(folder: string, path: string): Promise<ArchivedFile> {
  const file = join(folder, path);
  const { size } = await lstat(file);
  return { path, bytes: size, sha256: await digestOf(file) };
}

/** Reads an unpacked archive's manifest and compares every file with it. Throws a Failure at the first fault. */
export async function checkFolder(folder: string): Promise<Manifest> {
  const found = await readManifest(folder);
  for (const { path, sha256 } of found.files) {
    const file = join(folder, path);
    const isFile = (await lstat(file).catch(() => undefined))?.isFile() ?? false;
    if (!isFile || (await digestOf(file)) !== sha256) throw damagedArchive(path);
  }
  return found;
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => '');
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), manifest), text);
  if (!result.success) throw damagedArchive(manifestName);
  return result.output;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** The refusal of an archive that is not whole. */
export function damagedArchive(path: string): Failure {
  return new Failure({
    en: `The archive is damaged, or none of Keyline: ${path}. Nothing was changed.`,
    'zh-CN': `归档文件已损坏，或不是 Keyline 的归档：${path}。数据未作任何改动。`,
  });
}
