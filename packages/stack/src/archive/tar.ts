import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Failure, reasonOf } from '../failure.ts';

const execute = promisify(execFile);

/** Packs a folder into a gzipped tar file. Throws a Failure with tar's own reason. */
export async function packFolder(folder: string, file: string): Promise<void> {
  try {
    await execute('tar', ['-czf', file, '-C', folder, '.']);
  } catch (error) {
    throw tarFailed(file, error);
  }
}

/** Unpacks a gzipped tar file into a folder. Throws a Failure with tar's own reason. */
export async function unpackFile(file: string, folder: string): Promise<void> {
  try {
    await execute('tar', ['-xzf', file, '-C', folder, '--no-same-owner']);
  } catch (error) {
    throw tarFailed(file, error);
  }
}

function tarFailed(file: string, error: unknown): Failure {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  const reason = reasonOf(stderr || error);
  return new Failure(
    { en: `${file} cannot be packed or unpacked: ${reason}`, 'zh-CN': `无法打包或解包 ${file}：${reason}` },
    { cause: error },
  );
}
