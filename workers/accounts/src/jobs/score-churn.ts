import type { Job } from '@keyline/http';
import { dayAt, hourMark, idPrefixes, idSuffix } from '@keyline/kernel';
import {
  all,
  type FactDraft,
  fact,
  first,
  type Moment,
  type TenantStore,
  tenantSettings,
} from '@keyline/store';
import { featuresOf, nextNight } from '../domain/churn-night.ts';
import { crossedUpward, scoreOf } from '../domain/churn-scorecard.ts';
import * as records from '../records/churn.ts';

const page = 200;
/** Tenants per run, and how long a run may take, in milliseconds of real time: the next minute goes on. */
const mostTenants = 50;
const budget = 20_000;

/**
 * Scores every existing account once a night, page by page, and tells of those that came into a higher band. The page
 * and how far it has come are one commit: two runs at once, a late one or one that broke off tell of each once.
 */
export const scoreChurn: Job = {
  name: 'score-churn',
  async run({ system, now, runtime }) {
    const until = runtime.clock.now() + budget;
    const moment: Moment = { actor: { type: 'system', id: null }, now, requestId: null };
    const failures: unknown[] = [];
    for (const { tenantId, timeZone } of await system.findDueChurnRuns(now, mostTenants)) {
      const store = system.forTenant(tenantId, 'system');
      try {
        let goesOn = true;
        while (goesOn && runtime.clock.now() < until) goesOn = await scorePage(store, moment, timeZone);
      } catch (error) {
        failures.push(error);
      }
    }
    // One tenant's trouble keeps no other waiting, and is told as the job's.
    if (failures.length > 0) throw failures[0];
  },
};

/** Scores one page; false when the night's scoring has ended, or somebody else is at it. */
async function scorePage(store: TenantStore, moment: Moment, timeZone: string): Promise<boolean> {
  const { run, accounts, home } = await store.read({
    run: first(records.churnRun.bind({})),
    home: first(tenantSettings.bind({})),
    accounts: all(records.churnPage.bind({ now: moment.now, limit: page })),
  });
  if (run === undefined || home === undefined || run.dueAt > moment.now) return false;
  const bands = home.settings.churnBands;
  const day = dayAt(moment.now, timeZone);
  const scored = accounts
    .filter(({ presence }) => presence === 'existing')
    .map((account) => {
      const { features, spends } = featuresOf(account, day, moment.now);
      return { account, spends, ...scoreOf(features, bands) };
    });
  const ends = accounts.length < page;
  const next = ends
    ? { cursor: '', dueAt: nextNight(moment.now, timeZone) }
    : { cursor: accounts.at(-1)?.id ?? '', dueAt: run.dueAt };
  const rows = scored.map(({ account: { id }, ...kept }) => ({ id, ...kept }));
  const committed = await store.commit({
    musts: [records.mustStandAt.bind(run)],
    changes: [],
    facts: scored.flatMap(({ account, score, band, reasons }) =>
      crossedUpward(account.band, band) ? [raised(moment, account, { score, band, reasons })] : [],
    ),
    also: [
      records.keepScores.bind({ rows: JSON.stringify(rows), scoredOn: day }),
      records.moveRun.bind(next),
    ],
  });
  return committed.committed && !ends;
}

function raised(
  moment: Moment,
  { id, band: before, ownerId }: records.ChurnAccount,
  scored: Pick<ReturnType<typeof scoreOf>, 'score' | 'band' | 'reasons'>,
): FactDraft {
  const told = { type: 'account.churn_raised', subjectType: 'account', subjectId: id, accountId: id };
  const eventId = `${idPrefixes.event}_${hourMark(moment.now)}${idSuffix(id).slice(-20)}`;
  return fact(moment, { id: eventId, ...told, data: { before, ownerId, ...scored } });
}
