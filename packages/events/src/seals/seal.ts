import { type Clock, toInstant } from '@keyline/kernel';
import { erasableSubjects } from '@keyline/schema';
import {
  all,
  first,
  lastSeal,
  type NewSeal,
  type SystemStore,
  sealInserts,
  type TenantStore,
  type UnsealedEvent,
  unsealedEvents,
} from '@keyline/store';
import { feedItem } from '../feed-item.ts';
import { withLease } from '../lease.ts';
import { dataDigest, leafOf, rootOf, sealHash } from './hashes.ts';

/** Events of one seal at most, seals of one commit, and events of the log that are looked through at a time. */
const sealSize = 256;
const sealsAtOnce = 8;
const stretch = 5000;
/** Real time, milliseconds: how long a run may take, and how long one that died keeps others away. */
const budgetMs = 20_000;
const leaseMs = 60_000;
/** How often in a row somebody else may be faster with a tenant before it waits for the next minute. */
const mostLosses = 5;

interface Sealing {
  readonly system: SystemStore;
  /** Real time. */
  readonly clock: Clock;
}

/**
 * Seals what was committed since the last run: for each tenant one seal, or more where there are more than 256
 * events. Costs what there is to seal, not what there is. Two runs at once, or one that broke off, seal each event
 * once: a tenant's seals are numbered, and a number is there once. Returns how many seals were made.
 */
export async function sealEvents({ system, clock }: Sealing): Promise<number> {
  const until = clock.now() + budgetMs;
  const made = await withLease(system, { name: 'seals', forMs: leaseMs, clock }, async () => {
    let seals = 0;
    while (clock.now() < until) {
      const { tenantIds, upTo } = await system.findUnsealed(stretch);
      if (tenantIds.length === 0) return seals;
      for (const tenantId of tenantIds) {
        if (clock.now() >= until) return seals;
        seals += await sealTenant(system.forTenant(tenantId, 'system'), clock);
      }
      await system.noteSealed(upTo);
    }
    return seals;
  });
  return made ?? 0;
}

/** Goes on until the tenant has nothing that is not sealed. Throws when others are faster again and again. */
async function sealTenant(store: TenantStore, clock: Clock): Promise<number> {
  let [made, losses] = [0, 0];
  const limit = sealSize * sealsAtOnce;
  for (;;) {
    const { last, events } = await store.read({
      last: first(lastSeal.bind({})),
      events: all(unsealedEvents.bind({ limit })),
    });
    if (events.length === 0) return made;
    const seals = sealsOf(events, last, clock.now());
    const personal = events
      .filter(({ subjectType }) => erasableSubjects.has(subjectType))
      .map(({ id, text, data }) => ({ eventId: id, text: text ?? '', digest: dataDigest(data) }));
    const outcome = await store.commit({ changes: [], ...sealInserts(seals, personal) });
    if (outcome.committed) {
      made += seals.length;
      losses = 0;
    } else {
      losses += 1;
      if (losses === mostLosses) throw new Error(`not sealed: ${outcome.reason}`);
    }
  }
}

function sealsOf(
  events: readonly UnsealedEvent[],
  last: { readonly number: number; readonly hash: string } | undefined,
  now: number,
): NewSeal[] {
  const seals: NewSeal[] = [];
  let before = last ?? { number: 0, hash: null };
  for (let from = 0; from < events.length; from += sealSize) {
    const seal = sealOf(events.slice(from, from + sealSize), before, now);
    seals.push(seal);
    before = seal;
  }
  return seals;
}

function sealOf(
  events: readonly UnsealedEvent[],
  before: { readonly number: number; readonly hash: string | null },
  sealedAt: number,
): NewSeal {
  const [one, other] = [events[0], events.at(-1)];
  if (one === undefined || other === undefined) throw new Error('nothing to seal');
  const leaves = events.map((event) => leafOf(feedItem(event)));
  const head = {
    number: before.number + 1,
    events: events.length,
    firstEventId: one.id,
    lastEventId: other.id,
    root: Buffer.from(rootOf(leaves)).toString('base64url'),
    previous: before.hash,
  };
  return {
    ...head,
    lastSeq: other.seq,
    leaves: Buffer.concat(leaves).toString('base64url'),
    hash: sealHash({ ...head, sealedAt: toInstant(sealedAt) }),
    sealedAt,
  };
}
