import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processFolder, sharedFolder } from './temporary-folder.ts';

test('each folder is its own', () => {
  expect(processFolder()).not.toBe(processFolder());
});

test('folders of processes that are gone are deleted, those of living ones are not', () => {
  const gone = spawnSync(process.execPath, ['--version']).pid;
  const left = join(sharedFolder(), `process-${gone}-left`);
  const living = join(sharedFolder(), `process-${process.ppid}-living`);
  mkdirSync(left);
  mkdirSync(living, { recursive: true });
  processFolder();
  expect(existsSync(left)).toBe(false);
  expect(existsSync(living)).toBe(true);
  rmdirSync(living);
});

test('a process deletes its folder when it exits and when it is asked to end', () => {
  const folder = JSON.stringify(join(import.meta.dirname, 'temporary-folder.ts'));
  for (const end of [
    'process.exit(0)',
    "process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)",
  ]) {
    const script = `const { processFolder } = await import(${folder}); console.log(processFolder()); ${end}`;
    const child = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8',
    });
    const own = child.stdout.trim();
    expect(own).toContain(`process-${child.pid}-`);
    expect(existsSync(own)).toBe(false);
  }
});
