import { unfit } from '@keyline/cases';
import { command, type Example, inputErrors } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { misfits, opportunityPatch } from '../domain/opportunity-fields.ts';
import { changeOpportunityBody } from '../domain/opportunity-input.ts';
import { some } from '../problems.ts';
import { opportunityByExternalId, opportunitySubject, visibleOpportunity } from '../records/opportunities.ts';
import { opportunityView, viewOpportunity } from '../views.ts';

const opportunityToChange = visibleOpportunity('opportunities.update', 'in scope');

/** Changes what is known of an opportunity as long as it is open; null clears a field. */
export const changeOpportunity = command({
  id: 'changeOpportunity',
  method: 'PATCH',
  path: '/v1/opportunities/{opportunityId}',
  tag: 'Opportunities',
  summary: 'Change an opportunity',
  description:
    'A merge patch: fields that are absent stay, null clears. Stage and owner are moved by actions. What is signed or has ended stays as it is.',
  permission: 'opportunities.update',
  params: { opportunityId: idField('opportunity') },
  body: changeOpportunityBody,
  answer: { status: 200, description: 'The opportunity as it is now.', schema: opportunityView },
  problems: some('opportunity.not_found', 'opportunity.ended', 'opportunity.duplicate_external_id'),
  load: ({ params: { opportunityId: id }, body: { externalId } }) => ({
    opportunity: first(opportunityToChange.bind({ id })),
    sameExternalId: externalId ? first(opportunityByExternalId.bind({ externalId })) : undefined,
  }),
  required: { opportunity: 'opportunity.not_found' },
  versioned: 'opportunity',
  decide({ loaded, body, moment, refuse }) {
    const { permitted: _, isWhole: __, ...before } = loaded.opportunity;
    if (before.outcome !== null || before.stage === 'signed') return refuse('opportunity.ended');
    if (loaded.sameExternalId !== undefined && loaded.sameExternalId.id !== before.id) {
      return refuse('opportunity.duplicate_external_id', { values: { externalId: body.externalId } });
    }
    const patch = opportunityPatch(before, body);
    const issues = misfits(patch.category ?? before.category, patch.fields ?? before.fields);
    if (issues.length > 0) throw unfit(inputErrors(issues, '/fields'));
    const made = changed(moment, opportunitySubject, before, patch, { type: 'opportunity.changed' });
    return { changes: [made], body: viewOpportunity(made.row) };
  },
});

const missing = { opportunityId: 'opp_01kafxq0h3e7rvx8bm2s9t4c5d' };

export const example: Example = {
  events: ['opportunity.changed'],
  async request({ make }) {
    return { params: { opportunityId: (await make('createOpportunity')).id }, body: { probability: 60 } };
  },
  failures: {
    'opportunity.not_found': () => ({ params: missing, body: { probability: 60 } }),
    async 'opportunity.ended'({ make, run }) {
      const { id } = await make('createOpportunity');
      await run('moveOpportunity', { params: { opportunityId: id, action: 'discard' }, body: {} });
      return { params: { opportunityId: id }, body: { probability: 60 } };
    },
    async 'opportunity.duplicate_external_id'({ make, run, serial }) {
      const [first, second] = [await make('createOpportunity'), await make('createOpportunity')];
      const body = { externalId: `boss-${serial}` };
      await run('changeOpportunity', { params: { opportunityId: first.id }, body });
      return { params: { opportunityId: second.id }, body };
    },
  },
};
