import { type Reaction, work } from '@keyline/http';
import { type Importing, runOnce } from './job.ts';

/** How long an import is gone on with at once, milliseconds of real time: the cron of the next minute does the rest. */
const budgetMs = 20_000;

/** Begins an import of these kinds without waiting for the next minute. */
export function importReaction(importing: Importing): Reaction {
  const kinds: readonly string[] = importing.kinds.map(({ key }) => key);
  return work({
    on: 'import.requested',
    async run({ event, system, runtime }) {
      const { tenantId, subjectId: id, actor, data } = event;
      const [, kind] = data.changes?.kind ?? [];
      if (actor.id === null || !kinds.includes(String(kind))) return;
      const store = system.forTenant(tenantId, actor.id);
      const until = runtime.clock.now() + budgetMs;
      await runOnce({ tenantId, id, kind: String(kind) }, { importing, store, runtime, until });
    },
  });
}
