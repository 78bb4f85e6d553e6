import { command, type Example } from '@keyline/http';
import * as v from 'valibot';
import { remarkField } from '../domain/lead-input.ts';
import { leadAction, leadActionProblems, leadLoad, movedLead } from '../records/lead-actions.ts';
import { viewSeenLead } from '../views/leads.ts';

const leadToAnswer = leadLoad('leads.submit');

/** Answers what was asked about a lead: whoever may submit leads, within his scope. */
export const answerLead = command({
  ...leadAction,
  id: 'answerLead',
  path: '/v1/leads/{leadId}/actions/answer',
  summary: 'Answer what was asked about a lead',
  description: 'The lead is submitted again, and its limit goes on where it stood.',
  permission: 'leads.submit',
  body: v.strictObject({ answer: remarkField }),
  problems: leadActionProblems,
  load: ({ params }) => leadToAnswer(params.leadId),
  async decide({ loaded, body, actor, moment, refuse }) {
    // A key is nobody whom the process could name: who may answer is said by permission and scope.
    const move = { action: 'answer', form: body, by: 'system', type: 'lead.answered', patch: body } as const;
    const moved = await movedLead(loaded.lead, loaded, move, moment);
    if ('code' in moved) return refuse('action.not_possible', moved);
    return { changes: moved.changes, also: moved.also, body: viewSeenLead(moved.shown, actor) };
  },
});

const body = { answer: '在高新园区，三号楼' };

export const example: Example = {
  events: ['lead.answered', 'task.opened'],
  async request({ make }) {
    return { params: { leadId: (await make('requestLeadInformation')).id }, body };
  },
  failures: {
    'lead.not_found': () => ({ params: { leadId: 'lea_01kafxq0h3e7rvx8bm2s9t4c5d' }, body }),
    async 'action.not_possible'({ make }) {
      return { params: { leadId: (await make('submitLead')).id }, body };
    },
  },
};
