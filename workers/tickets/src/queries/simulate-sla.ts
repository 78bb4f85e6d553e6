import { type Example, query } from '@keyline/http';
import { ProblemError, refuseCommon } from '@keyline/kernel';
import * as v from 'valibot';
import { simulated, simulationFindings } from '../domain/simulation.ts';
import { simulationBody } from '../domain/simulation-input.ts';
import { clockView, viewClock } from '../views.ts';

/** The clocks of a ticket that never was, by the same function that tells those of every ticket. */
export const simulateSla = query({
  id: 'simulateSla',
  path: '/v1/sla/simulate',
  tag: 'SLA',
  summary: 'Simulate the clocks of a ticket',
  description:
    'Tells the clocks of a made-up ticket: by its calendar, its targets, and what happened in whatever order. Writes nothing.',
  permission: 'sla.simulate',
  body: simulationBody,
  answer: {
    description: 'Each clock that has a target and has begun, with the reasons for how it stands.',
    schema: v.strictObject({ clocks: v.array(clockView) }),
  },
  load: () => ({}),
  view({ body }) {
    const errors = simulationFindings(body);
    if (errors.length > 0) throw new ProblemError(refuseCommon('request.invalid', { errors }));
    return { body: { clocks: simulated(body).map(viewClock) } };
  },
});

export const example: Example = {
  request: () => ({
    body: {
      calendar: { timeZone: 'Asia/Shanghai', week: { mon: [['09:00', '18:00']], tue: [['09:00', '18:00']] } },
      targets: { first_response: 60, resolution: 240 },
      events: [
        { type: 'created', at: '2026-03-02T09:30:00+08:00', by: 'customer' },
        { type: 'staff_reply', at: '2026-03-02T10:00:00+08:00' },
      ],
      at: '2026-03-02T11:00:00+08:00',
    },
  }),
};
