import { onTestFinished } from 'vitest';
import type { LibsqlServerOptions } from '../index.ts';
import type { SyncFile } from '../log-sync.ts';
import { startTestServer, type TestServer } from '../test-support.ts';

/** Syncs that end when the test says so; until `hold` is called they end at once. */
export class HeldSyncs {
  /** How many began since `hold`. */
  count = 0;
  /** The file that the last sync was for. */
  descriptor = -1;
  #isHolding = false;
  #held: PromiseWithResolvers<void> | undefined;
  #begun = Promise.withResolvers<void>();

  readonly sync: SyncFile = async (descriptor) => {
    this.descriptor = descriptor;
    if (!this.#isHolding) return;
    if (this.#held) throw new Error('A sync began while another one was running');
    this.count += 1;
    this.#held = Promise.withResolvers();
    this.#begun.resolve();
    await this.#held.promise;
  };

  get isRunning(): boolean {
    return this.#held !== undefined;
  }

  hold(): void {
    this.#isHolding = true;
  }

  /** Resolves once a sync is running. */
  begun(): Promise<void> {
    return this.#begun.promise;
  }

  succeed(): void {
    this.#end().resolve();
  }

  fail(): void {
    this.#end().reject(new Error('EIO: i/o error, fdatasync'));
  }

  letGo(): void {
    this.#isHolding = false;
    if (this.isRunning) this.succeed();
  }

  #end(): PromiseWithResolvers<void> {
    const held = this.#held;
    if (!held) throw new Error('No sync is running');
    this.#held = undefined;
    this.#begun = Promise.withResolvers();
    return held;
  }
}

/** A server with `synchronous: 'full'` on a disk that is under the control of the test. */
export function startServerWithSyncs(
  options: Partial<LibsqlServerOptions> = {},
): TestServer & { syncs: HeldSyncs } {
  const syncs = new HeldSyncs();
  const server = startTestServer({ synchronous: 'full', syncFile: syncs.sync, ...options });
  onTestFinished(() => syncs.letGo());
  return { ...server, syncs };
}

/** Tells at any time whether a promise has been kept or broken. */
export function watch(promise: Promise<unknown>): { isSettled: boolean } {
  const state = { isSettled: false };
  const settle = () => {
    state.isSettled = true;
  };
  promise.then(settle, settle);
  return state;
}
