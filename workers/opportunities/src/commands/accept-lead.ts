import { moveProblems, peopleLoad, publishedUnder } from '@keyline/cases';
import { command, type Example, inputError } from '@keyline/http';
import { idField, newId, settingsDefaults } from '@keyline/kernel';
import type { CategoryKey } from '@keyline/protocol';
import { accountDraftRequested, all, first, tenantSettings } from '@keyline/store';
import * as v from 'valibot';
import { leadOfOtherManager } from '../domain/example-leads.ts';
import { canBeJoined, daysAfter } from '../domain/lead-outcome.ts';
import { some, unknownReference } from '../problems.ts';
import { accountsOfAccepted, mustBeUnknown, peopleOfAccepted } from '../records/accepting-leads.ts';
import { leadAction, leadActionProblems, leadLoad, movedLead } from '../records/lead-actions.ts';
import { opportunityToCreate, processKey, waysIn } from '../records/new-opportunities.ts';
import { mustBeJoinable, visibleOpportunity } from '../records/opportunities.ts';
import { mustHaveNoRival, rivalOfAccepted } from '../records/rival-opportunities.ts';
import { viewSeenLead } from '../views/leads.ts';

const leadToAccept = leadLoad('leads.act');
const opportunityToJoin = visibleOpportunity('opportunities.read', 'in scope');

/** Accepts a lead: it becomes an opportunity in the pool, or joins one. Of many who accept it exactly one does. */
export const acceptLead = command({
  ...leadAction,
  id: 'acceptLead',
  path: '/v1/leads/{leadId}/actions/accept',
  summary: 'Accept a lead',
  description:
    'It becomes a pooled opportunity of the account that is said, else that it names, else that bears its name; where there is none, the accounts get a draft of it. Refused while an opportunity of that account and category is open, made lately. With opportunityId it joins an open opportunity that the caller sees. The deal is then protected for its partner.',
  permission: 'leads.act',
  body: v.pipe(
    v.strictObject({
      accountId: v.exactOptional(idField('account')),
      opportunityId: v.exactOptional(idField('opportunity')),
    }),
    v.check(({ accountId, opportunityId }) => !accountId || !opportunityId, 'one_of_them'),
    v.metadata({ examples: [{}] }),
  ),
  problems: {
    ...leadActionProblems,
    ...some('lead.account_ambiguous', 'lead.opportunity_exists', 'lead.opportunity_ended'),
    ...unknownReference,
    'action.not_yours': moveProblems['action.not_yours'],
  },
  load: ({ params: { leadId }, body: { accountId = '', opportunityId } }) => ({
    ...leadToAccept(leadId),
    accounts: all(accountsOfAccepted.bind({ leadId, accountId })),
    rival: first(rivalOfAccepted.bind({ leadId, accountId })),
    joined: opportunityId ? first(opportunityToJoin.bind({ id: opportunityId })) : undefined,
    newProcess: first(publishedUnder.bind({ key: processKey })),
    newPeople: peopleLoad(peopleOfAccepted.bind({ leadId, accountId, key: processKey })),
    settings: first(tenantSettings.bind({})),
  }),
  async decide({ loaded, body, actor, moment, refuse }) {
    const { lead, joined, rival, accounts, calendar, acting, users, newProcess, newPeople, settings } =
      loaded;
    const unknown = (pointer: string) =>
      refuse('request.unknown_reference', { errors: [inputError(pointer, 'unknown_reference')] });
    const { protectionDays } = (settings?.settings ?? settingsDefaults).leads;
    const protectedUntil = lead.partnerId === null ? null : daysAfter(moment.now, protectionDays);
    const accept = (accountId: string, opportunityId: string) => {
      const patch = { accountId, opportunityId, protectedUntil, dealOutcome: 'in_progress' as const };
      const by = { caller: actor, acting, users };
      const move = { action: 'accept', form: body, by, type: 'lead.accepted' as const, patch };
      return movedLead(lead, loaded, move, moment);
    };
    if (body.opportunityId) {
      if (joined?.isWhole !== true) return unknown('/opportunityId');
      const moved = await accept(joined.accountId, joined.id);
      if ('code' in moved) return moved;
      if (!canBeJoined(joined)) return refuse('lead.opportunity_ended');
      const musts = [mustBeJoinable.bind({ opportunityId: joined.id })];
      return { musts, changes: moved.changes, also: moved.also, body: viewSeenLead(moved.shown, actor) };
    }
    const [account] = accounts;
    const accountId = account?.id ?? lead.accountId ?? newId('account');
    const opportunityId = newId('opportunity');
    const moved = await accept(accountId, opportunityId);
    if ('code' in moved) return moved;
    if (body.accountId && account === undefined) return unknown('/accountId');
    if (accounts.length > 1) {
      return refuse('lead.account_ambiguous', { values: { accountName: lead.accountName } });
    }
    if (rival !== undefined) {
      const values = { owner: rival.ownerName ?? '-', orgUnit: rival.orgUnitName ?? '-' };
      const members = rival.visible ? { opportunityId: rival.id } : {};
      return refuse('lead.opportunity_exists', { values, members });
    }
    const orgUnitId = account?.orgUnitId ?? lead.orgUnitId;
    const wanted = {
      id: opportunityId,
      input: {
        accountId,
        type: 'demand' as const,
        category: lead.category as CategoryKey,
        title: lead.title,
      },
      origin: { orgUnitId, leadId: lead.id, partnerId: lead.partnerId },
      ground: { accountOwnerId: account?.ownerId ?? null, broughtBy: lead.createdBy },
      way: waysIn.pooled,
    };
    const around = { process: newProcess, people: newPeople, calendar, settings };
    const opportunity = await opportunityToCreate(wanted, around, moment);
    if ('code' in opportunity) return refuse('action.not_possible', opportunity);
    const { accountName: name, contactName, contactPhone: phone } = lead;
    const draft = { accountId, name, source: 'lead', contactName, phone, orgUnitId } as const;
    const which = { leadId: lead.id, accountId: body.accountId ?? '' };
    return {
      musts: [mustHaveNoRival.bind(which), ...(account === undefined ? [mustBeUnknown.bind(which)] : [])],
      changes: [...opportunity.changes, ...moved.changes],
      also: [...opportunity.also, ...moved.also],
      facts: account === undefined ? [accountDraftRequested(moment, draft)] : [],
      body: viewSeenLead(moved.shown, actor),
    };
  },
});

const missing = { leadId: 'lea_01kafxq0h3e7rvx8bm2s9t4c5d' };

export const example: Example = {
  events: ['opportunity.created', 'task.opened', 'lead.accepted', 'task.done', 'account.draft_requested'],
  async request({ make }) {
    return { params: { leadId: (await make('submitLead')).id }, body: {} };
  },
  failures: {
    'lead.not_found': () => ({ params: missing, body: {} }),
    async 'action.not_possible'({ make }) {
      return { params: { leadId: (await make('acceptLead')).id }, body: {} };
    },
    async 'request.unknown_reference'({ make }) {
      const body = { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' };
      return { params: { leadId: (await make('submitLead')).id }, body };
    },
    async 'lead.account_ambiguous'({ run, serial }) {
      const name = `同名${serial}`;
      await run('createAccount', { body: { name, kind: 'enterprise' } });
      await run('createAccount', { body: { name, kind: 'enterprise', force: true } });
      const body = { accountName: name, category: 'cloud', title: '上云' };
      return { params: { leadId: (await run('submitLead', { body })).id }, body: {} };
    },
    async 'lead.opportunity_exists'({ run, serial }) {
      const body = { accountName: `西安双报${serial}公司`, category: 'cloud', title: '上云' };
      const [one, other] = [await run('submitLead', { body }), await run('submitLead', { body })];
      await run('acceptLead', { params: { leadId: one.id }, body: {} });
      return { params: { leadId: other.id }, body: {} };
    },
    async 'lead.opportunity_ended'({ make, run }) {
      const opportunity = await make('createOpportunity');
      const params = { opportunityId: opportunity.id, action: 'discard' };
      await run('moveOpportunity', { params, body: {} });
      return {
        params: { leadId: (await make('submitLead')).id },
        body: { opportunityId: opportunity.id },
      };
    },
    async 'action.not_yours'(given) {
      return { params: { leadId: await leadOfOtherManager(given) }, body: {} };
    },
  },
};
