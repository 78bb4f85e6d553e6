import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { inProject, projectRoot } from './project.ts';

const execute = promisify(execFile);
const manifest = v.pipe(v.string(), v.parseJson(), v.object({ version: v.string() }));

/** The version of the program: that of package.json, and the commit where the project is a checkout. */
export async function readVersion(): Promise<string> {
  const { version } = v.parse(manifest, await readFile(inProject('package.json'), 'utf8'));
  const commit = await readCommit();
  return commit === undefined ? version : `${version}+${commit}`;
}

async function readCommit(): Promise<string | undefined> {
  try {
    const { stdout } = await execute('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: projectRoot });
    return stdout.trim();
  } catch {
    // No git, or no checkout: an unpacked archive has only the version of package.json.
    return undefined;
  }
}
