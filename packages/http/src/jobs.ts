import { type DeadlineHandler, sweep } from '@keyline/events';
import { describeError } from './describe-error.ts';
import type { Domain, Job } from './domain.ts';
import { relayJob } from './relaying.ts';
import type { Runtime } from './runtime.ts';

/** The jobs of a Worker, with those that every Worker has: the sweep of its deadlines, if any, and the relay. */
export function jobsOf({ name, jobs, deadlines = [] }: Domain): readonly Job[] {
  return [...jobs, ...(deadlines.length === 0 ? [] : [sweeping(name, deadlines)]), relayJob];
}

function sweeping(worker: string, handlers: readonly DeadlineHandler<Runtime>[]): Job {
  return {
    name: 'sweep-deadlines',
    async run({ system, now, runtime }) {
      const { clock } = runtime;
      const onFailure = ({ error, ...failure }: { readonly kind: string; readonly error: unknown }) =>
        console.error({ message: 'deadline failed', worker, ...failure, error: describeError(error) });
      await sweep({ system, worker, handlers, now, clock, runtime, onFailure });
    },
  };
}
