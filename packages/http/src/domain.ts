import type { DeadlineHandler } from '@keyline/events';
import type { SystemStore } from '@keyline/store';
import type * as v from 'valibot';
import type { Operation } from './operation.ts';
import type { Reaction } from './reaction.ts';
import type { Runtime } from './runtime.ts';

/** One schedule of a Worker: found due by the cron's own time, in pages, and safe to run twice. */
export interface Job {
  readonly name: string;
  run(given: {
    readonly system: SystemStore;
    readonly now: number;
    readonly runtime: Runtime;
  }): Promise<void>;
}

/**
 * Work that reactions leave behind and that is to begin right after them. It has a queue of its own, since it may take
 * long: events never wait for it. What a crash leaves undone is for a job.
 */
export interface Afterwork {
  readonly queue: string;
  /** Asks for a run by the queue, soon; nothing where no queue is bound. */
  wake(runtime: Runtime): Promise<void>;
  run(given: { readonly system: SystemStore; readonly runtime: Runtime }): Promise<void>;
}

/**
 * A domain Worker: its name, its operations, its jobs, its reactions to events, what its deadlines cause, and bindings
 * beyond those of every Worker.
 */
export interface Domain {
  readonly name: string;
  readonly operations: readonly Operation[];
  readonly jobs: readonly Job[];
  readonly reactions: readonly Reaction[];
  readonly afterwork?: Afterwork;
  /** One for each kind of deadline that names this Worker; a sweep fires them every minute. */
  readonly deadlines?: readonly DeadlineHandler<Runtime>[];
  readonly env?: v.ObjectEntries;
  /** What else health tells with its details: numbers over all tenants, nothing of any. `now`: milliseconds. */
  countVitals?(system: SystemStore, now: number): Promise<Readonly<Record<string, number>>>;
}
