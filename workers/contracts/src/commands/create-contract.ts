import {
  activeUsers,
  beginWrites,
  isStopped,
  moveProblems,
  peopleLoad,
  peopleOfNewOn,
  processOf,
  publishedUnder,
  tryBegin,
} from '@keyline/cases';
import { command, type Example, inputError } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { all, first, tenantCalendar, tenantSettings } from '@keyline/store';
import { createContractBody } from '../domain/contract-input.ts';
import { approvedFirst, someTerms } from '../domain/example-contract.ts';
import { some } from '../problems.ts';
import { contractProcess } from '../processes/contract-process.ts';
import { accountToContract, contractMoving, contractRecord } from '../records/contracts.ts';
import { mergedValues } from '../records/field-values.ts';
import { publishedTemplate, templateById } from '../records/templates.ts';
import { agreedValues } from '../records/terms.ts';
import { contractStage, mustWaitForContract, visibleOpportunity } from '../records/work-orders.ts';
import { contractView, viewContract } from '../views.ts';

/** Drafts a contract with an account, of a published template. */
export const createContract = command({
  id: 'createContract',
  method: 'POST',
  path: '/v1/contracts',
  tag: 'Contracts',
  summary: 'Draft a contract',
  description:
    'It begins in the first stage of the process `contract.standard` and keeps the version of its template that is published now. Of a confirmed opportunity the work order is made by itself: that is filled in instead. `opportunityId` names one that the caller sees and that waits for its contract.',
  permission: 'contracts.create',
  body: createContractBody,
  answer: { status: 201, description: 'The contract.', schema: contractView },
  problems: {
    ...some('contract_template.not_published', 'contract.opportunity_not_preparing'),
    'action.not_possible': moveProblems['action.not_possible'],
    'request.unknown_reference': moveProblems['request.unknown_reference'],
  },
  load: ({ body: { accountId, templateId, ownerId, opportunityId } }) => ({
    opportunity:
      opportunityId === undefined ? undefined : first(visibleOpportunity.bind({ id: opportunityId })),
    account: first(accountToContract.bind({ id: accountId })),
    template: templateId === undefined ? undefined : first(publishedTemplate.bind({ id: templateId })),
    named: templateId === undefined ? undefined : first(templateById.bind({ id: templateId })),
    process: first(publishedUnder.bind({ key: contractProcess })),
    people: peopleLoad(peopleOfNewOn.bind({ accountId, key: contractProcess })),
    calendar: tenantCalendar(),
    home: first(tenantSettings.bind({})),
    users: all(activeUsers.bind({ ids: JSON.stringify(ownerId ? [ownerId] : []) })),
  }),
  async decide({ loaded, body, actor, moment, refuse }) {
    const { account, opportunity, template, process, people, calendar, users, home } = loaded;
    if (process === undefined || home === undefined)
      throw new Error('a tenant without its process of contracts');
    const errors = [
      ...(account === undefined ? [inputError('/accountId', 'unknown_reference')] : []),
      ...(body.ownerId && users.length === 0 ? [inputError('/ownerId', 'unknown_reference')] : []),
      ...(body.opportunityId && opportunity?.accountId !== body.accountId
        ? [inputError('/opportunityId', 'unknown_reference')]
        : []),
      ...(body.templateId && loaded.named === undefined
        ? [inputError('/templateId', 'unknown_reference')]
        : []),
    ];
    if (account === undefined || errors.length > 0) return refuse('request.unknown_reference', { errors });
    if (opportunity !== undefined && opportunity.stage !== contractStage)
      return refuse('contract.opportunity_not_preparing');
    if (body.templateId !== undefined && template === undefined)
      return refuse('contract_template.not_published');
    const entered = agreedValues(mergedValues(template?.fields ?? [], {}, body.values ?? {}), body);
    const draft = {
      id: newId('contract'),
      accountId: account.id,
      opportunityId: body.opportunityId ?? null,
      category: opportunity?.category ?? null,
      title: body.title,
      customerName: body.customerName ?? account.name,
      ...{ templateId: template?.templateId ?? null, templateVersion: template?.number ?? null, entered },
      value: body.value.amount,
      monthlyFee: body.monthlyFee?.amount ?? null,
      ...{ startOn: body.startOn, endOn: body.endOn },
      noticeDays: body.noticeDays ?? home.settings.contracts.renewalNoticeDays,
      ownerId: body.ownerId ?? actor.userId,
      orgUnitId: account.orgUnitId,
      revision: 1,
      ...{ reference: null, filingNumber: null, fingerprint: null, scanId: null, effectiveAt: null },
      ...processOf(process),
    };
    const record = contractRecord({ ...draft, createdBy: actor.userId ?? '' });
    const moved = await tryBegin(process, record, { people, calendar }, moment);
    if (isStopped(moved)) return moved;
    const event = { type: 'contract.drafted', facts: { opportunityId: draft.opportunityId } };
    const { made, changes, also } = beginWrites(contractMoving, moment, draft, moved, people, event);
    const musts = opportunity === undefined ? [] : [mustWaitForContract.bind({ id: opportunity.id })];
    return { changes, also, musts, body: viewContract(made.row), location: `/v1/contracts/${draft.id}` };
  },
});

const { values: _, ...termsAlone } = someTerms;

export const example: Example = {
  events: ['contract.drafted', 'task.opened'],
  async request({ make }) {
    const account = await make('createAccount');
    const template = await make('publishContractTemplate');
    return { body: { accountId: account.id, templateId: template.id, ...someTerms } };
  },
  failures: {
    async 'contract_template.not_published'({ make }) {
      const account = await make('createAccount');
      const template = await make('createContractTemplate');
      return { body: { accountId: account.id, templateId: template.id, ...someTerms } };
    },
    // A process of the tenant's own in which only the creator could approve, who must not.
    async 'action.not_possible'({ make, run }) {
      const draft = await run('createProcess', { body: { definition: approvedFirst } });
      await run('publishProcess', { params: { processId: draft.id } });
      const account = await make('createAccount');
      return { body: { accountId: account.id, ...termsAlone } };
    },
    async 'contract.opportunity_not_preparing'({ make }) {
      const { id: opportunityId, accountId } = await make('createOpportunity');
      return { body: { accountId, opportunityId, ...termsAlone } };
    },
    async 'request.unknown_reference'({ make }) {
      const account = await make('createAccount');
      const template = await make('publishContractTemplate');
      const ownerId = 'usr_01kafxq0h3e7rvx8bm2s9t4c5d';
      return { body: { accountId: account.id, templateId: template.id, ...someTerms, ownerId } };
    },
  },
};
