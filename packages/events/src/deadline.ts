import type { Deadline, Loaded, Moment, Plan } from '@keyline/store';
import type { Effects } from './effects.ts';

/** What happens when a deadline of one kind is due. */
export interface DeadlineDefinition<P extends Plan, Runtime> {
  /** `<subject>.<what is due>` */
  readonly kind: string;
  /** What the decision needs. The same statement with the same values is run once for a page of deadlines. */
  load?(deadline: Deadline): P;
  /**
   * Pure: what it causes, in the commit that fires it; undefined when there is nothing left to do, and it is
   * fired all the same. `moment.now` is the cron's own time; `deadline.dueAt` is when it should have been. Rests
   * on the state loaded, never on the order of things: a sweep may be an hour late.
   */
  decide(given: {
    readonly loaded: Loaded<P>;
    readonly deadline: Deadline;
    readonly moment: Moment;
    readonly runtime: Runtime;
  }): Effects | undefined | Promise<Effects | undefined>;
}

/** A handler whose load and decision fit each other; what they are is its own affair. */
export interface DeadlineHandler<Runtime> {
  readonly kind: string;
  load(deadline: Deadline): Plan;
  decide(given: {
    readonly loaded: Readonly<Record<string, unknown>>;
    readonly deadline: Deadline;
    readonly moment: Moment;
    readonly runtime: Runtime;
  }): Promise<Effects | undefined>;
}

/** Makes the handler of a kind. */
export function deadlineHandler<P extends Plan, Runtime>(
  definition: DeadlineDefinition<P, Runtime>,
): DeadlineHandler<Runtime> {
  return {
    kind: definition.kind,
    load: (deadline) => definition.load?.(deadline) ?? {},
    decide: async ({ loaded, ...given }) => definition.decide({ ...given, loaded: loaded as Loaded<P> }),
  };
}
