import { command, type Example, inputError } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { created, first } from '@keyline/store';
import { standardWarnings } from '../domain/agreement.ts';
import { createPolicyBody } from '../domain/policy-input.ts';
import { some, unknownReference } from '../problems.ts';
import { calendarToName, mustHaveCalendar, policyByName, policySubject } from '../records/policies.ts';
import { policyView, viewPolicy } from '../views.ts';

/** Adds a policy. With the first of its own a tenant leaves the targets behind that Keyline begins with. */
export const createSlaPolicy = command({
  id: 'createSlaPolicy',
  method: 'POST',
  path: '/v1/sla-policies',
  tag: 'SLA',
  summary: 'Make an SLA policy',
  description:
    'A ticket gets the first policy whose conditions it meets, in the order of `position`; none: no clocks. A tenant without any policy has targets by priority (first response and resolution in working minutes): urgent 30 and 240, high 60 and 480, normal 240 and 1440, low 480 and 2400.',
  permission: 'sla_policies.write',
  body: createPolicyBody,
  answer: { status: 201, description: 'The policy.', schema: policyView },
  problems: { ...some('sla_policy.name_taken'), ...unknownReference },
  load: ({ body }) => ({
    namesake: first(policyByName.bind({ name: body.name, self: '' })),
    calendar: body.calendarId ? first(calendarToName.bind({ id: body.calendarId })) : undefined,
  }),
  decide({ loaded: { namesake, calendar }, body, moment, refuse }) {
    if (body.calendarId && calendar === undefined) {
      const errors = [inputError('/calendarId', 'unknown_reference')];
      return refuse('request.unknown_reference', { errors });
    }
    if (namesake) return refuse('sla_policy.name_taken', { values: { name: body.name } });
    const usual = { position: 100, conditions: {}, isDefault: false, warnings: standardWarnings };
    const id = newId('sla_policy');
    const row = { ...usual, calendarId: null, ...body, id, active: true };
    const made = created(moment, policySubject, row, { type: 'sla_policy.created' });
    return {
      changes: [made],
      musts: body.calendarId ? [mustHaveCalendar.bind({ id: body.calendarId })] : [],
      body: viewPolicy(made.row),
      location: `/v1/sla-policies/${id}`,
    };
  },
});

export const example: Example = {
  events: ['sla_policy.created'],
  request: ({ serial }) => ({
    body: {
      name: `故障紧急 ${serial}`,
      position: 10,
      conditions: { kind: ['fault'], priority: ['urgent', 'high'] },
      targets: { first_response: 30, resolution: 240 },
    },
  }),
  failures: {
    async 'sla_policy.name_taken'({ make }) {
      const { name } = await make('createSlaPolicy');
      return { body: { name, targets: { resolution: 240 } } };
    },
    'request.unknown_reference': () => ({
      body: { name: '夜班', targets: { resolution: 240 }, calendarId: 'cal_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
  },
};
