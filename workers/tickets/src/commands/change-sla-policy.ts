import { command, type Example, inputError } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { changePolicyBody } from '../domain/policy-input.ts';
import { some, unknownReference } from '../problems.ts';
import {
  calendarToName,
  mustHaveCalendar,
  policyById,
  policyByName,
  policySubject,
} from '../records/policies.ts';
import { policyView, viewPolicy } from '../views.ts';

/** Changes a policy, for tickets to come: those that run keep what they were held to. */
export const changeSlaPolicy = command({
  id: 'changeSlaPolicy',
  method: 'PATCH',
  path: '/v1/sla-policies/{policyId}',
  tag: 'SLA',
  summary: 'Change an SLA policy',
  description:
    'Fields that are absent stay; conditions, targets and warnings are replaced as a whole. A new version, for tickets that come or whose priority changes: all others go on by the version that they name.',
  permission: 'sla_policies.write',
  params: { policyId: idField('sla_policy') },
  body: changePolicyBody,
  answer: { status: 200, description: 'The policy as it is now.', schema: policyView },
  problems: { ...some('sla_policy.not_found', 'sla_policy.name_taken'), ...unknownReference },
  load: ({ params: { policyId: id }, body }) => ({
    policy: first(policyById.bind({ id })),
    namesake: first(policyByName.bind({ name: body.name ?? '', self: id })),
    calendar: body.calendarId ? first(calendarToName.bind({ id: body.calendarId })) : undefined,
  }),
  required: { policy: 'sla_policy.not_found' },
  versioned: 'policy',
  decide({ loaded: { policy, namesake, calendar }, body, moment, refuse }) {
    if (body.calendarId && calendar === undefined) {
      const errors = [inputError('/calendarId', 'unknown_reference')];
      return refuse('request.unknown_reference', { errors });
    }
    if (namesake) return refuse('sla_policy.name_taken', { values: { name: body.name ?? '' } });
    const made = changed(moment, policySubject, policy, body, { type: 'sla_policy.changed' });
    return {
      changes: [made],
      musts: body.calendarId ? [mustHaveCalendar.bind({ id: body.calendarId })] : [],
      body: viewPolicy(made.row),
    };
  },
});

export const example: Example = {
  events: ['sla_policy.changed'],
  async request({ make }) {
    const { id } = await make('createSlaPolicy');
    return { params: { policyId: id }, body: { targets: { first_response: 20, resolution: 180 } } };
  },
  failures: {
    'sla_policy.not_found': () => ({
      params: { policyId: 'sla_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { active: false },
    }),
    async 'sla_policy.name_taken'({ make }) {
      const { name } = await make('createSlaPolicy');
      return { params: { policyId: (await make('createSlaPolicy')).id }, body: { name } };
    },
    async 'request.unknown_reference'({ make }) {
      const { id } = await make('createSlaPolicy');
      return { params: { policyId: id }, body: { calendarId: 'cal_01kafxq0h3e7rvx8bm2s9t4c5d' } };
    },
  },
};
