import { execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { runtimeVariables } from './runtime.ts';

/** A stack in small: it starts a runtime, says so, and stays. */
const program = `
  const { spawn } = require('node:child_process');
  const stdio = ['pipe', 'ignore', 'ignore', 'pipe'];
  spawn(process.env.MINIFLARE_WORKERD_PATH, [process.argv[1]], { stdio }).once('spawn', () => console.log('runs'));`;

async function running(runtime: string): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'args=']);
  return stdout.split('\n').filter((line) => line === runtime).length;
}

test('the runtime does not outlive a stack that was killed', async () => {
  const seconds = `600.${randomInt(1_000_000)}`;
  const env = { ...process.env, ...runtimeVariables(), KEYLINE_RUNTIME: 'sleep' };
  const stack = spawn(process.execPath, ['--eval', program, seconds], { env });
  await once(stack.stdout, 'data');
  await expect.poll(() => running(`sleep ${seconds}`), { timeout: 10_000 }).toBe(1);
  stack.kill('SIGKILL');
  await expect.poll(() => running(`sleep ${seconds}`), { timeout: 10_000 }).toBe(0);
});
