import type { Job } from '@keyline/http';
import {
  all,
  type Change,
  changed,
  changedAlike,
  first,
  type Moment,
  moveParties,
  type TenantStore,
} from '@keyline/store';
import { accountSubject } from '../records/accounts.ts';
import { recounted } from '../records/grid-counts.ts';
import * as merges from '../records/org-unit-merges.ts';
import { orgUnitById, orgUnitSubject } from '../records/org-units.ts';

const page = 200;
/** Units per run, and how long a run may take, in milliseconds of real time: the next minute goes on. */
const mostUnits = 50;
const budget = 20_000;
/** How often in a row others may be faster with a page before the unit waits for the next minute. */
const mostLosses = 5;

/**
 * Takes the accounts of units that go over into others along, page by page, and ends such a unit when nothing
 * names it any more. A page that somebody else was faster with is looked at anew: two runs at once, or one that
 * broke off, move every account once.
 */
export const finishMerges: Job = {
  name: 'finish-merges',
  async run({ system, now, runtime }) {
    const until = runtime.clock.now() + budget;
    const moment: Moment = { actor: { type: 'system', id: null }, now, requestId: null };
    for (const { tenantId, id } of await system.findMergingUnits(mostUnits)) {
      const mayGoOn = () => runtime.clock.now() < until;
      await finishMerge(system.forTenant(tenantId, 'system'), moment, id, mayGoOn);
    }
  },
};

/** Moves page after page until the unit ends, until others are faster too often, or until it may not go on. */
export async function finishMerge(
  store: TenantStore,
  moment: Moment,
  id: string,
  mayGoOn: () => boolean,
): Promise<void> {
  let losses = 0;
  while (losses < mostLosses && mayGoOn()) {
    const step = await moveOn(store, moment, id);
    if (step === 'ended') return;
    losses = step === 'lost' ? losses + 1 : 0;
  }
}

type AccountOfUnit = ReturnType<typeof merges.accountsOfUnit.decode>;
const unitFields = ['orgUnitId', 'gridId', 'responsibleUnitId'] as const;

/** Moves one page, or ends the unit where there is none. */
async function moveOn(store: TenantStore, moment: Moment, id: string): Promise<'moved' | 'lost' | 'ended'> {
  const { unit, accounts, people, elsewhere } = await store.read({
    unit: first(orgUnitById.bind({ id })),
    accounts: all(merges.accountsOfUnit.bind({ id, limit: page })),
    people: all(merges.peopleOfUnit.bind({ id, limit: page })),
    elsewhere: first(merges.elsewhereOfUnit.bind({ id })),
  });
  if (unit?.state !== 'merging' || unit.mergedIntoId === null) return 'ended';
  const intoId = unit.mergedIntoId;
  const rights = [merges.moveGrants.bind({ id, intoId }), moveParties(id, intoId)];
  if (accounts.length + people.length === 0) {
    if (elsewhere?.left) return 'ended';
    const ended = changed(moment, orgUnitSubject, unit, { state: 'merged' }, { type: 'org_unit.changed' });
    const musts = [merges.mustHoldNoRecord.bind({ id })];
    const outcome = await store.commit({
      changes: [ended],
      musts,
      also: [...rights, merges.mustBeLeft.bind({ id })],
    });
    return outcome.committed ? 'ended' : 'lost';
  }
  const after = accounts.map((one) => ({ ...one, gridId: one.gridId === id ? intoId : one.gridId }));
  const outcome = await store.commit({
    changes: [
      ...movedAccounts(moment, accounts, id, intoId),
      ...merges.movedPeople(moment, people, id, intoId),
    ],
    also: [...recounted(accounts, after), ...rights],
  });
  return outcome.committed ? 'moved' : 'lost';
}

/** The accounts of one page, together where they name the unit in the same fields. */
function movedAccounts(
  moment: Moment,
  accounts: readonly AccountOfUnit[],
  id: string,
  intoId: string,
): Change[] {
  const naming = (one: AccountOfUnit) => unitFields.filter((field) => one[field] === id);
  return [...Map.groupBy(accounts, (one) => naming(one).join())].map(([, alike]) => {
    const fields = naming(alike[0] as AccountOfUnit).map((field) => [field, [id, intoId]] as const);
    const loaded = alike.map((one) => ({ id: one.id, version: one.version, accountId: one.id }));
    return changedAlike(moment, accountSubject, loaded, Object.fromEntries(fields), {
      type: 'account.changed',
    });
  });
}
