import type { Job } from '@keyline/http';
import { all, changed, first, type Moment, type TenantStore } from '@keyline/store';
import * as handing from '../records/handovers.ts';

const limit = handing.handoverPage;

/** Handovers per page, and how long a run may take, in milliseconds of real time: the next minute goes on. */
const mostHandovers = 50;
const budget = 20_000;
/** How often in a row others may be faster with a page before it waits for the next minute. */
const mostLosses = 5;

/**
 * Hands over what was more than one page, and ends the handover when nothing is left. A page that somebody else was
 * faster with is looked at anew: two runs at once, or one that broke off, hand every account over once. Nothing more
 * goes to a successor who cannot act any more: the handover stops, and another may take its place. It waits for the
 * Workers of partners, contracts and tickets to hand over those.
 */
export const finishHandovers: Job = {
  name: 'finish-handovers',
  async run({ system, now, runtime }) {
    const until = runtime.clock.now() + budget;
    const moment: Moment = { actor: { type: 'system', id: null }, now, requestId: null };
    const mayGoOn = () => runtime.clock.now() < until;
    let page = await system.findRunningHandovers(mostHandovers);
    while (page.length > 0 && mayGoOn()) {
      for (const { tenantId, id } of page) {
        await finishHandover(system.forTenant(tenantId, 'system'), moment, id, mayGoOn);
      }
      // Behind the last one: those that wait for another Worker stay where they are, and hold up nobody.
      page = await system.findRunningHandovers(mostHandovers, page.at(-1));
    }
  },
};

/** Hands over page after page until it ends, until others are faster too often, or until it may not go on. */
export async function finishHandover(
  store: TenantStore,
  moment: Moment,
  id: string,
  mayGoOn: () => boolean,
): Promise<void> {
  let losses = 0;
  while (losses < mostLosses && mayGoOn()) {
    const step = await goOn(store, moment, id);
    if (step === 'ended') return;
    losses = step === 'lost' ? losses + 1 : 0;
  }
}

async function goOn(store: TenantStore, moment: Moment, id: string): Promise<'moved' | 'lost' | 'ended'> {
  const { handover } = await store.read({ handover: first(handing.handoverById.bind({ id })) });
  if (handover?.state !== 'running') return 'ended';
  const { userId, toUserId, version } = handover;
  const { successor, elsewhere, ...work } = await store.read({
    successor: first(handing.successorById.bind({ id: toUserId })),
    accounts: all(handing.accountsOfOwner.bind({ userId, limit })),
    places: all(handing.placesInTeams.bind({ userId, toUserId, limit })),
    elsewhere: first(handing.elsewhereOfOwner.bind({ userId })),
  });
  if (successor === undefined) {
    const stopped = handing.stopping(moment, [handover], 'successor_inactive');
    return (await store.commit({ changes: [stopped] })).committed ? 'ended' : 'lost';
  }
  if (work.accounts.length + work.places.length === 0) {
    if (elsewhere?.left) return 'ended';
    const event = { type: 'handover.finished' };
    const done = changed(moment, handing.handoverSubject, handover, { state: 'done' }, event);
    const also = [handing.mustHaveNothingLeft.bind({ userId })];
    return (await store.commit({ changes: [done], also })).committed ? 'ended' : 'lost';
  }
  const musts = [handing.mustStillRun.bind({ id, version }), handing.mustBeActive.bind({ id: toUserId })];
  const page = handing.handingOver(moment, { userId, toUserId }, work);
  return (await store.commit({ ...page, musts })).committed ? 'moved' : 'lost';
}
