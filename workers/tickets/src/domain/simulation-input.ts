import { calendarEntries, slaEventTypes } from '@keyline/calendar';
import { choiceField, instantInput } from '@keyline/kernel';
import * as v from 'valibot';

const minutes = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.maxValue(1_000_000),
  v.description('Working minutes; 0 is a target, too. Absent: no clock.'),
  v.metadata({ examples: [240] }),
);

const eventField = v.strictObject({
  type: choiceField(slaEventTypes),
  at: instantInput,
  by: v.exactOptional(
    v.pipe(
      choiceField(['staff', 'customer']),
      v.description('Who opened the ticket: its clocks are the same.'),
    ),
  ),
  order: v.exactOptional(
    v.pipe(
      v.number(),
      v.safeInteger(),
      v.description(
        'Which of several events of the same second came first, such as a number in a log. Absent: as they are told.',
      ),
      v.metadata({ examples: [7] }),
    ),
  ),
});

/** A ticket that never was: its calendar, its targets, and what happened to it. */
export const simulationBody = v.pipe(
  v.strictObject({
    calendar: v.strictObject(calendarEntries),
    targets: v.strictObject({
      first_response: v.exactOptional(minutes),
      next_response: v.exactOptional(minutes),
      resolution: v.exactOptional(minutes),
      ola: v.exactOptional(v.pipe(minutes, v.description('For each time that a partner is waited for.'))),
    }),
    events: v.pipe(v.array(eventField), v.minLength(1), v.maxLength(1000)),
    at: v.pipe(instantInput, v.description('As of when the clocks are told; what comes later is left out.')),
  }),
  v.metadata({
    examples: [
      {
        calendar: {
          timeZone: 'Asia/Shanghai',
          week: { mon: [['09:00', '12:00']], tue: [['09:00', '12:00']] },
          exceptions: [{ date: '2026-03-03', working: false }],
        },
        targets: { first_response: 60, resolution: 240 },
        events: [
          { type: 'created', at: '2026-03-02T09:30:00+08:00' },
          { type: 'staff_reply', at: '2026-03-02T10:00:00+08:00' },
        ],
        at: '2026-03-02T11:00:00+08:00',
      },
    ],
  }),
);

export type Simulation = v.InferOutput<typeof simulationBody>;
