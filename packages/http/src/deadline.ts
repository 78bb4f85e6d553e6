import { type DeadlineDefinition, type DeadlineHandler, deadlineHandler, sweep } from '@keyline/events';
import type { Plan } from '@keyline/store';
import { describeError } from './describe-error.ts';
import type { Domain, Job } from './domain.ts';
import type { Runtime } from './runtime.ts';

/** What happens when a deadline of one kind is due: one read trip, one commit, shared by a page of deadlines. */
export function deadline<P extends Plan = Record<never, never>>(
  definition: DeadlineDefinition<P, Runtime>,
): DeadlineHandler<Runtime> {
  return deadlineHandler(definition);
}

/** The jobs of a Worker, with the sweep of its deadlines where it has any. */
export function jobsOf({ name: worker, jobs, deadlines = [] }: Domain): readonly Job[] {
  if (deadlines.length === 0) return jobs;
  const sweeping: Job = {
    name: 'sweep-deadlines',
    async run({ system, now, runtime }) {
      await sweep({
        system,
        worker,
        handlers: deadlines,
        now,
        clock: runtime.clock,
        runtime,
        onFailure: ({ error, ...failure }) =>
          console.error({ message: 'deadline failed', worker, ...failure, error: describeError(error) }),
      });
    },
  };
  return [...jobs, sweeping];
}
