import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Migration } from '@keyline/store';
import { Failure } from './failure.ts';
import { inProject } from './project.ts';

const fileName = /^(\d{4})-([a-z0-9]+(?:-[a-z0-9]+)*)\.sql$/;

/**
 * Reads the migrations of a folder, `NNNN-name.sql`, in their order from 0001 on. A gap, a number used
 * twice or a name of another form is a Failure: two branches have met, and somebody must decide.
 */
export async function readMigrations(
  folder: string = inProject('migrations'),
): Promise<readonly Migration[]> {
  const files = (await filesOf(folder)).filter((file) => file.endsWith('.sql')).sort();
  for (const [index, file] of files.entries()) checkName(file, index + 1, files[index - 1]);
  return Promise.all(
    files.map(async (file) => ({
      name: file.slice(0, -'.sql'.length),
      sql: await readFile(join(folder, file), 'utf8'),
    })),
  );
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new Failure(
      { en: `There is no folder of migrations at ${folder}.`, 'zh-CN': `没有迁移文件夹 ${folder}。` },
      { cause: error },
    );
  }
}

function checkName(file: string, expected: number, before: string | undefined): void {
  const digits = fileName.exec(file)?.[1];
  if (digits === undefined) {
    throw new Failure({
      en: `Migration ${file} must be named like 0001-first-tables.sql.`,
      'zh-CN': `迁移文件 ${file} 的命名须形如 0001-first-tables.sql。`,
    });
  }
  const wanted = String(expected).padStart(4, '0');
  if (digits === wanted) return;
  if (before?.startsWith(`${digits}-`)) {
    throw new Failure({
      en: `Migrations ${before} and ${file} have the same number.`,
      'zh-CN': `迁移文件 ${before} 与 ${file} 编号相同。`,
    });
  }
  throw new Failure({
    en: `Migration ${wanted} is missing: ${file} follows ${before ?? 'nothing'}.`,
    'zh-CN': `缺少迁移 ${wanted}：${file} 之前是 ${before ?? '空'}。`,
  });
}
