import {
  beginWrites,
  definitionOf,
  isStopped,
  peopleLoad,
  peopleOfNewOn,
  processOf,
  publishedUnder,
  tryBegin,
} from '@keyline/cases';
import { reaction } from '@keyline/http';
import { first, tenantCalendar, tenantSettings } from '@keyline/store';
import { retentionCaseId, retentionTitle, wayOfRetention } from '../domain/retention.ts';
import { retentionProcess } from '../processes/retention-process.ts';
import { caseById, caseMoving, caseRecord } from '../records/cases.ts';
import { accountToRetain, mustBeItsOnlyRetention, openRetention } from '../records/retention.ts';

/**
 * An account came into a higher band of churn: somebody is to keep it 挽留. Its owner is, or, where nobody owns it who
 * can act, whom the branch manager gives it to. The case has its id of the event, so that one crossing opens one,
 * however often it is told; while one is open for the account, none is opened beside it.
 */
export const onAccountChurnRaised = reaction({
  on: 'account.churn_raised',
  load: ({ eventId, subjectId: accountId }) => ({
    known: first(caseById.bind({ id: retentionCaseId(eventId) })),
    open: first(openRetention.bind({ accountId })),
    account: first(accountToRetain.bind({ accountId })),
    process: first(publishedUnder.bind({ key: retentionProcess })),
    people: peopleLoad(peopleOfNewOn.bind({ accountId, key: retentionProcess })),
    calendar: tenantCalendar(),
    home: first(tenantSettings.bind({})),
  }),
  async decide({ loaded, event, moment }) {
    const { known, open, account, process, people, calendar, home } = loaded;
    if (known !== undefined || open !== undefined || account === undefined) return undefined;
    if (process === undefined || home === undefined)
      throw new Error('a tenant without its process of retention');
    const { score, band } = event.data as unknown as { readonly score: number; readonly band: string };
    const { id: accountId, name, ownerId, orgUnitId } = account;
    const draft = {
      id: retentionCaseId(event.eventId),
      ...{ accountId, title: retentionTitle(name, home.locale), amount: null, ownerId, orgUnitId },
      ...{ entered: { score, band }, result: null },
      ...processOf(process),
    };
    const record = caseRecord({ ...draft, createdBy: 'system' });
    const way = wayOfRetention(definitionOf(process), ownerId);
    const moved = await tryBegin(process, record, { people, calendar }, moment, way);
    if (isStopped(moved)) throw new Error('the process of retention does not begin');
    const told = { type: 'case.opened', facts: { raisedBy: event.eventId } };
    const { changes, also } = beginWrites(caseMoving, moment, draft, moved, people, told);
    return { changes, also: [...also, mustBeItsOnlyRetention.bind({ accountId })] };
  },
});
