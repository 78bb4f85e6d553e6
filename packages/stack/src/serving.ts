import { toInstant } from '@keyline/kernel';
import { reasonOf } from './failure.ts';
import { type Stack, type StackOptions, startStack } from './stack.ts';
import { startTicker } from './ticker.ts';

/**
 * Runs a stack in this process until a signal ends it, with its crons at every minute. `beside` begins when the stack
 * is announced: what fails in it is told and ends nothing.
 */
export async function serveUntilStopped(
  options: Omit<StackOptions, 'bundles' | 'protectDatabase' | 'reviveDatabase'>,
  announce: (stack: Stack) => string,
  beside?: (stack: Stack) => Promise<void>,
): Promise<void> {
  let stack: Stack | undefined;
  const signalled = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      // While the stack still starts there is no work to finish: all that it started ends with this process.
      process.on(signal, () => (stack === undefined ? process.exit(130) : resolve()));
    }
  });
  const started = await startStack({
    ...options,
    bundles: 'esbuild',
    protectDatabase: true,
    reviveDatabase: true,
  });
  stack = started;
  process.stdout.write(announce(started));
  const ticker = startTicker((at) =>
    started.cron({ at: toInstant(at) }).catch((error: unknown) => {
      process.stderr.write(`${reasonOf(error)}\n`);
    }),
  );
  let ending = false;
  beside?.(started).catch((error: unknown) => {
    if (!ending) process.stderr.write(`${reasonOf(error)}\n`);
  });
  await signalled;
  ending = true;
  ticker.stop();
  await started.stop();
}
