import { work } from '@keyline/http';
import { runOnce } from '@keyline/imports';
import { importKindKeys } from '../imports/kinds.ts';
import { importing } from '../jobs/run-imports.ts';

/** How long an import is gone on with at once, milliseconds of real time: the cron of the next minute does the rest. */
const budget = 20_000;

/** Begins an import without waiting for the next minute. */
export const onImportRequested = work({
  on: 'import.requested',
  async run({ event, system, runtime }) {
    const { tenantId, subjectId: id, actor, data } = event;
    const [, kind] = data.changes?.kind ?? [];
    if (actor.id === null || !importKindKeys.includes(String(kind))) return;
    const store = system.forTenant(tenantId, actor.id);
    const until = runtime.clock.now() + budget;
    await runOnce({ tenantId, id, kind: String(kind) }, { importing, store, runtime, until });
  },
});
