import { beginWrites, isStopped, peopleLoad, processOf, publishedUnder, tryBegin } from '@keyline/cases';
import { reaction } from '@keyline/http';
import { idOf, idSuffix } from '@keyline/kernel';
import { categories } from '@keyline/protocol';
import { first, tenantCalendar, tenantSettings } from '@keyline/store';
import { usualNoticeDays } from '../domain/contract-input.ts';
import { contractProcess } from '../processes/contract-process.ts';
import { contractById, contractMoving, contractRecord } from '../records/contracts.ts';
import { accountOfConfirmed, ownerOfConfirmed, peopleOfConfirmed } from '../records/work-orders.ts';

/**
 * An opportunity was confirmed: the work order 合同工单 is a contract in its first stage, for the owner to fill in. Its
 * id is that of the event, so that one confirmation makes one contract, however often it is told.
 */
export const onOpportunityConfirmed = reaction({
  on: 'opportunity.confirmed',
  load: ({ eventId }) => ({
    known: first(contractById.bind({ id: workOrderId(eventId) })),
    account: first(accountOfConfirmed.bind({ eventId })),
    owner: first(ownerOfConfirmed.bind({ eventId })),
    process: first(publishedUnder.bind({ key: contractProcess })),
    people: peopleLoad(peopleOfConfirmed.bind({ eventId, key: contractProcess })),
    calendar: tenantCalendar(),
    settings: first(tenantSettings.bind({})),
  }),
  async decide({ loaded, event, moment }) {
    const { known, account, owner, process, people, calendar, settings } = loaded;
    if (known !== undefined) return undefined;
    // The account of an unknown customer is made by a reaction of its own: this one waits for it.
    if (account === undefined || process === undefined) throw new Error('nothing to make a work order of');
    const { category, amount, orgUnitId } = event.data;
    const kind = typeof category === 'string' && category in categories ? category : null;
    const name = kind === null ? '' : categories[kind as keyof typeof categories][settings?.locale ?? 'en'];
    const draft = {
      id: workOrderId(event.eventId),
      accountId: account.id,
      opportunityId: event.subjectId,
      category: kind,
      title: [account.name, name].filter((word) => word !== '').join(' · '),
      customerName: account.name,
      ...{ templateId: null, templateVersion: null, entered: {} },
      value: typeof amount === 'number' ? amount : null,
      ...{ monthlyFee: null, startOn: null, endOn: null },
      noticeDays: usualNoticeDays,
      ownerId: owner?.id ?? null,
      orgUnitId: typeof orgUnitId === 'string' ? orgUnitId : account.orgUnitId,
      revision: 1,
      ...{ reference: null, filingNumber: null, fingerprint: null, scanId: null, effectiveAt: null },
      ...processOf(process),
    };
    const record = contractRecord({ ...draft, createdBy: 'system' });
    const moved = await tryBegin(process, record, { people, calendar }, moment);
    if (isStopped(moved)) throw new Error('the process of contracts does not begin');
    const facts = { opportunityId: draft.opportunityId, confirmedBy: event.eventId };
    const told = { type: 'contract.drafted', facts };
    const { changes, also } = beginWrites(contractMoving, moment, draft, moved, people, told);
    return { changes, also };
  },
});

function workOrderId(eventId: string): string {
  return idOf('contract', idSuffix(eventId));
}
