import { moveProblems } from '@keyline/cases';
import { command, type Example } from '@keyline/http';
import * as v from 'valibot';
import { leadOfOtherManager } from '../domain/example-leads.ts';
import { remarkField } from '../domain/lead-input.ts';
import { leadAction, leadActionProblems, leadLoad, movedLead } from '../records/lead-actions.ts';
import { viewSeenLead } from '../views/leads.ts';

const leadToAsk = leadLoad('leads.act');

/** Asks whoever submitted a lead; its limit stands still until he has answered. */
export const requestLeadInformation = command({
  ...leadAction,
  id: 'requestLeadInformation',
  path: '/v1/leads/{leadId}/actions/request-information',
  summary: 'Ask about a lead',
  description:
    'Its submitter is told, and answers by the action `answer`. Until then its limit stands still.',
  permission: 'leads.act',
  body: v.strictObject({ question: remarkField }),
  problems: { ...leadActionProblems, 'action.not_yours': moveProblems['action.not_yours'] },
  load: ({ params }) => leadToAsk(params.leadId),
  async decide({ loaded, body, actor, moment }) {
    const by = { caller: actor, acting: loaded.acting, users: loaded.users };
    const patch = { ...body, answer: null };
    const type = 'lead.information_requested' as const;
    const move = { action: 'request-information', form: body, by, type, patch };
    const moved = await movedLead(loaded.lead, loaded, move, moment);
    if ('code' in moved) return moved;
    return { changes: moved.changes, also: moved.also, body: viewSeenLead(moved.shown, actor) };
  },
});

const body = { question: '机房在哪个园区？' };

export const example: Example = {
  events: ['lead.information_requested', 'task.done'],
  async request({ make }) {
    return { params: { leadId: (await make('submitLead')).id }, body };
  },
  failures: {
    'lead.not_found': () => ({ params: { leadId: 'lea_01kafxq0h3e7rvx8bm2s9t4c5d' }, body }),
    async 'action.not_possible'({ make }) {
      return { params: { leadId: (await make('rejectLead')).id }, body };
    },
    async 'action.not_yours'(given) {
      return { params: { leadId: await leadOfOtherManager(given) }, body };
    },
  },
};
