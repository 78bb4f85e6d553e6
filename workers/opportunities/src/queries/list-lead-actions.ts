import { actionsView, moveLoad, offersOf } from '@keyline/cases';
import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { leadMoving, rowOf, visibleLead } from '../records/leads.ts';

const leadOfActions = visibleLead('leads.submit');

/** What the caller may do with a lead now, with each form; and why he may not do the rest. */
export const listLeadActions = query({
  id: 'listLeadActions',
  path: '/v1/leads/{leadId}/actions',
  tag: 'Leads',
  summary: 'List what can be done with a lead',
  description: 'A partner is told of the answer alone: the rest is not for it.',
  permission: 'leads.read',
  params: { leadId: idField('lead') },
  answer: { description: 'Every action on leads.', schema: actionsView },
  problems: some('lead.not_found'),
  load: ({ params: { leadId: id } }) => ({
    lead: first(leadOfActions.bind({ id })),
    ...moveLoad(leadMoving, id, {}),
  }),
  required: { lead: 'lead.not_found' },
  async view({ loaded, actor, locale }) {
    const row = rowOf(loaded.lead);
    const by = { caller: actor, acting: loaded.acting, users: loaded.users };
    const offers = await offersOf(leadMoving, row, loaded, { by }, locale);
    const ofSystem = await offersOf(leadMoving, row, loaded, { by: 'system' }, locale);
    const answer = ofSystem.data.filter(({ action }) => action === 'answer');
    const others = offers.data.filter(({ action }) => staffActions.includes(action));
    const data = actor.partnerId === null ? [...others, ...answer] : answer;
    return { body: { ...offers, data } };
  },
});

const staffActions: readonly string[] = ['accept', 'reject', 'request-information'];

export const example: Example = {
  async request({ make }) {
    return { params: { leadId: (await make('submitLead')).id } };
  },
  failures: { 'lead.not_found': () => ({ params: { leadId: 'lea_01kafxq0h3e7rvx8bm2s9t4c5d' } }) },
};
