import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { inProject, projectRoot } from '../project.ts';
import { type Counts, countsOf, sum } from './summary.ts';

/** Checks types and lint, then runs all tests. Each of the two checks counts as one test. */
export async function runChecks(vitestParameters: readonly string[]): Promise<Counts> {
  const checks = await Promise.all([
    check('types', 'tsc', ['--noEmit']),
    check('lint', 'biome', ['check', '--error-on-warnings', '.']),
  ]);
  return sum([...checks, await runVitest(vitestParameters)]);
}

async function check(name: string, program: string, parameters: readonly string[]): Promise<Counts> {
  const { code, output } = await run(program, parameters, 'collect');
  const passed = code === 0;
  process.stdout.write(passed ? `${name}: ok\n` : `${output}${name}: failed\n`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

async function runVitest(parameters: readonly string[]): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'keyline-test-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { code } = await run(
      'vitest',
      ['run', '--silent=passed-only', ...reporters, ...parameters],
      'show',
    );
    return countsOf(await readFile(file, 'utf8'), code === 0);
  } catch (error) {
    // Without a report Vitest did not get to run anything; its own output says why.
    process.stdout.write(`tests: failed (${String(error)})\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

function run(program: string, parameters: readonly string[], how: 'collect' | 'show'): Promise<Ended> {
  const bin = inProject('node_modules/.bin');
  const child = spawn(join(bin, program), parameters, {
    cwd: projectRoot,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
    stdio: how === 'show' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => chunks.push(text));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: chunks.join('') }));
  });
}
