import type { Job } from '@keyline/http';
import { all } from '@keyline/store';
import { endSessions, forgetUses, openSessionsAmong } from '../records/sessions.ts';

const page = 500;
const mostPages = 20;

/**
 * Ends sessions that nobody can go on with any more, in pages; what is left waits for the next minute. Expiry is
 * real time: a cron that is asked to run as of another time ends nothing early. A session that somebody else ends
 * at the same moment waits for the next minute too.
 */
export const endExpiredSessions: Job = {
  name: 'end-expired-sessions',
  async run({ system, now, runtime }) {
    for (let pages = 0; pages < mostPages; pages += 1) {
      const expired = await system.findExpiredSessions(runtime.clock.now(), page);
      const byTenant = Map.groupBy(expired, ({ tenantId }) => tenantId);
      for (const [tenantId, uses] of byTenant) {
        const ids = uses.map(({ sessionId }) => sessionId);
        const store = system.forTenant(tenantId, 'system');
        const { open } = await store.read({
          open: all(openSessionsAmong.bind({ ids: JSON.stringify(ids) })),
        });
        const moment = { actor: { type: 'system', id: null }, now, requestId: null } as const;
        await store.commit({
          changes: [endSessions(moment, open, 'expired')],
          also: [forgetUses.bind({ ids: JSON.stringify(ids) })],
        });
      }
      if (expired.length < page) return;
    }
  },
};
