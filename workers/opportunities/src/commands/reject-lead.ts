import { moveProblems } from '@keyline/cases';
import { command, type Example } from '@keyline/http';
import * as v from 'valibot';
import { leadOfOtherManager } from '../domain/example-leads.ts';
import { remarkField } from '../domain/lead-input.ts';
import { leadAction, leadActionProblems, leadLoad, movedLead } from '../records/lead-actions.ts';
import { viewSeenLead } from '../views/leads.ts';

const leadToReject = leadLoad('leads.act');

/** Rejects a lead, with the reason that its submitter is told. */
export const rejectLead = command({
  ...leadAction,
  id: 'rejectLead',
  path: '/v1/leads/{leadId}/actions/reject',
  summary: 'Reject a lead',
  permission: 'leads.act',
  body: v.strictObject({ reason: remarkField }),
  problems: { ...leadActionProblems, 'action.not_yours': moveProblems['action.not_yours'] },
  load: ({ params }) => leadToReject(params.leadId),
  async decide({ loaded, body, actor, moment }) {
    const by = { caller: actor, acting: loaded.acting, users: loaded.users };
    const move = { action: 'reject', form: body, by, type: 'lead.rejected' as const, patch: body };
    const moved = await movedLead(loaded.lead, loaded, move, moment);
    if ('code' in moved) return moved;
    return { changes: moved.changes, also: moved.also, body: viewSeenLead(moved.shown, actor) };
  },
});

const body = { reason: '客户确认年内无此需求' };

export const example: Example = {
  events: ['lead.rejected', 'task.done'],
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
