import { moveProblems, unfit } from '@keyline/cases';
import { command, type Example, inputError, inputErrors } from '@keyline/http';
import { first } from '@keyline/store';
import { approvedFirst } from '../domain/example-process.ts';
import { misfits } from '../domain/opportunity-fields.ts';
import { createOpportunityBody } from '../domain/opportunity-input.ts';
import { some, unknownReference } from '../problems.ts';
import { newOpportunityLoads, opportunityToCreate } from '../records/new-opportunities.ts';
import { accountOfNew } from '../records/opportunities.ts';
import { opportunityView, viewOpportunity } from '../views.ts';

/** Reports an opportunity: it is drafted, and its creator submits it or keeps it. */
export const createOpportunity = command({
  id: 'createOpportunity',
  method: 'POST',
  path: '/v1/opportunities',
  tag: 'Opportunities',
  summary: 'Report an opportunity',
  description:
    'It begins as a draft of whoever reports it. What `fields` may hold is said by its category: `GET /v1/opportunity-categories`.',
  permission: 'opportunities.create',
  body: createOpportunityBody,
  answer: { status: 201, description: 'The opportunity.', schema: opportunityView },
  problems: {
    ...some('opportunity.duplicate_external_id'),
    ...unknownReference,
    'action.not_possible': moveProblems['action.not_possible'],
  },
  load: ({ body: { accountId, externalId } }) => ({
    account: first(accountOfNew.bind({ id: accountId })),
    ...newOpportunityLoads(accountId, externalId),
  }),
  async decide({ loaded, body, moment, refuse }) {
    const { account } = loaded;
    const issues = misfits(body.category, body.fields ?? {});
    if (issues.length > 0) throw unfit(inputErrors(issues, '/fields'));
    if (account === undefined) {
      return refuse('request.unknown_reference', { errors: [inputError('/accountId', 'unknown_reference')] });
    }
    if (loaded.sameExternalId !== undefined) {
      return refuse('opportunity.duplicate_external_id', { values: { externalId: body.externalId } });
    }
    const origin = { orgUnitId: account.orgUnitId };
    const ground = { accountOwnerId: account.ownerId, broughtBy: null };
    const wanted = { input: body, origin, ground };
    const made = await opportunityToCreate(wanted, loaded, moment);
    if ('code' in made) return refuse('action.not_possible', made);
    const { row } = made.made;
    const location = `/v1/opportunities/${row.id}`;
    return { changes: made.changes, also: made.also, body: viewOpportunity(row), location };
  },
});

const missing = 'acc_01kafxq0h3e7rvx8bm2s9t4c5d';
const cloud = { type: 'demand', category: 'cloud', title: '高新区智慧园区上云' };

export const example: Example = {
  events: ['opportunity.created', 'task.opened'],
  async request({ make }) {
    const { id } = await make('createAccount');
    const monthly = { amount: 1_280_000, currency: 'CNY' };
    const revenue = { oneOff: { amount: 5_000_000, currency: 'CNY' }, monthly, termMonths: 36 };
    return {
      body: { ...cloud, accountId: id, fields: { hosts: 12 }, revenue, expectedCloseOn: '2026-06-30' },
    };
  },
  failures: {
    'request.unknown_reference': () => ({ body: { ...cloud, accountId: missing } }),
    async 'opportunity.duplicate_external_id'({ make, run, serial }) {
      const { id } = await make('createAccount');
      const body = { ...cloud, accountId: id, externalId: `crm-${serial}` };
      await run('createOpportunity', { body });
      return { body };
    },
    // A process of the tenant's own in which only the creator could approve, who must not.
    async 'action.not_possible'({ make, run }) {
      const draft = await run('createProcess', { body: { definition: approvedFirst } });
      await run('publishProcess', { params: { processId: draft.id } });
      return { body: { ...cloud, accountId: (await make('createAccount')).id } };
    },
  },
};
