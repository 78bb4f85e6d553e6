import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { policyById } from '../records/policies.ts';
import { policyView, viewPolicy } from '../views.ts';

/** One SLA policy. */
export const getSlaPolicy = query({
  id: 'getSlaPolicy',
  path: '/v1/sla-policies/{policyId}',
  tag: 'SLA',
  summary: 'Get an SLA policy',
  permission: 'sla_policies.read',
  params: { policyId: idField('sla_policy') },
  answer: { description: 'The policy.', schema: policyView },
  versioned: true,
  problems: some('sla_policy.not_found'),
  load: ({ params }) => ({ policy: first(policyById.bind({ id: params.policyId })) }),
  required: { policy: 'sla_policy.not_found' },
  view: ({ loaded }) => ({ body: viewPolicy(loaded.policy) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { policyId: (await make('createSlaPolicy')).id } };
  },
  failures: {
    'sla_policy.not_found': () => ({ params: { policyId: 'sla_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
