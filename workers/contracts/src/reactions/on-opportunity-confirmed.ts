import { beginWrites, isStopped, peopleLoad, processOf, publishedUnder, tryBegin } from '@keyline/cases';
import { reaction } from '@keyline/http';
import { idOf, idSuffix } from '@keyline/kernel';
import { first, tenantCalendar, tenantSettings } from '@keyline/store';
import { contractProcess } from '../processes/contract-process.ts';
import { contractById, contractMoving, contractRecord } from '../records/contracts.ts';
import {
  contractStage,
  mustBeItsOnlyContract,
  opportunityToContract,
  peopleOfWorkOrder,
} from '../records/work-orders.ts';

/**
 * An opportunity was confirmed, or reopened in the stage of its contract: the work order 合同工单 is a contract in its
 * first stage, for the owner to fill in. Its id is that of the event, so that one confirmation makes one contract,
 * however often it is told. While a contract of the opportunity is on its way or effective, none is made beside it.
 */
export const onOpportunityConfirmed = reaction({
  on: ['opportunity.confirmed', 'opportunity.reopened'],
  load: ({ eventId, subjectId: id }) => ({
    known: first(contractById.bind({ id: workOrderId(eventId) })),
    opportunity: first(opportunityToContract.bind({ id })),
    process: first(publishedUnder.bind({ key: contractProcess })),
    people: peopleLoad(peopleOfWorkOrder.bind({ id, key: contractProcess })),
    calendar: tenantCalendar(),
    home: first(tenantSettings.bind({})),
  }),
  async decide({ loaded, event, moment }) {
    const { known, opportunity, process, people, calendar, home } = loaded;
    // It may have been lost since.
    if (known !== undefined || opportunity?.stage !== contractStage || opportunity.hasContract)
      return undefined;
    // A lead may have named it: the accounts Worker makes it by a message of its own. This one comes again.
    if (opportunity.accountName === null) throw new Error('the account is not there yet');
    if (process === undefined || home === undefined)
      throw new Error('a tenant without its process of contracts');
    const { accountId, category, title, amount, monthly, ownerId, orgUnitId } = opportunity;
    const draft = {
      id: workOrderId(event.eventId),
      ...{ accountId, opportunityId: opportunity.id, category, title },
      customerName: opportunity.accountName,
      ...{ templateId: null, templateVersion: null, entered: {} },
      ...{ value: amount, monthlyFee: monthly, startOn: null, endOn: null },
      noticeDays: home.settings.contracts.renewalNoticeDays,
      ...{ ownerId, orgUnitId, revision: 1 },
      ...{ reference: null, filingNumber: null, fingerprint: null, scanId: null, effectiveAt: null },
      ...processOf(process),
    };
    const record = contractRecord({ ...draft, createdBy: 'system' });
    const moved = await tryBegin(process, record, { people, calendar }, moment);
    if (isStopped(moved)) throw new Error('the process of contracts does not begin');
    const facts = { opportunityId: draft.opportunityId, confirmedBy: event.eventId };
    const told = { type: 'contract.drafted', facts };
    const { changes, also } = beginWrites(contractMoving, moment, draft, moved, people, told);
    return { changes, also: [...also, mustBeItsOnlyContract.bind({ id: opportunity.id })] };
  },
});

function workOrderId(eventId: string): string {
  return idOf('contract', idSuffix(eventId));
}
