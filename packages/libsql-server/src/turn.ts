/**
 * Work on a database that runs in one go, and leaves the turn to others only where it yields: to wait for a lock.
 * Were it a plain async function, every `await` between the steps of a batch would let another writer in.
 */
export type Turn<Result> = Generator<Promise<void>, Result, void>;

/**
 * Runs a turn to its end.
 *
 * @param signal when it aborts during a wait, the turn is resumed with the reason as its error
 */
export async function runTurn<Result>(turn: Turn<Result>, signal: AbortSignal | undefined): Promise<Result> {
  let step = turn.next();
  while (!step.done) {
    try {
      await abortable(step.value, signal);
    } catch (error) {
      step = turn.throw(error);
      continue;
    }
    step = turn.next();
  }
  return step.value;
}

function abortable(wait: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return wait;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    wait.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
