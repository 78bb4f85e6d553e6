import { segmentReasons, slaMetrics } from '@keyline/calendar';
import { choiceField, instantField, toInstant } from '@keyline/kernel';
import type { StoredClock } from '@keyline/schema';
import * as v from 'valibot';
import type { ExplainedClock } from '../domain/simulation.ts';

const seconds = (example: number) => v.pipe(v.number(), v.safeInteger(), v.metadata({ examples: [example] }));
const count = (example: number) => v.pipe(v.number(), v.safeInteger(), v.metadata({ examples: [example] }));
const described = (text: string) => v.pipe(v.nullable(instantField), v.description(text));

const segmentView = v.strictObject({
  from: instantField,
  to: instantField,
  countedSeconds: seconds(3600),
  reason: v.pipe(choiceField(segmentReasons), v.description('Why it counts, or why it does not.')),
  assumed: v.pipe(
    v.boolean(),
    v.description('It lies in a year whose holidays the calendar does not know.'),
    v.metadata({ examples: [false] }),
  ),
});

const alertView = v.strictObject({
  id: v.pipe(v.string(), v.metadata({ examples: ['resolution.1.80'] })),
  kind: choiceField(['warning', 'escalation']),
  percent: count(80),
  to: v.array(v.pipe(v.string(), v.metadata({ examples: ['owner'] }))),
  at: instantField,
});

const figures = {
  metric: choiceField(slaMetrics),
  cycle: count(1),
  targetSeconds: seconds(14_400),
  usedSeconds: seconds(3600),
  remainingSeconds: v.pipe(seconds(10_800), v.description('Negative once the target is exceeded.')),
  dueAt: described('The first instant at which the target is used up; null while paused, and when ended.'),
  state: choiceField(['running', 'paused', 'met', 'breached']),
  startedAt: instantField,
  endedAt: described('When it ended; a resolution goes on when the ticket is reopened.'),
  breachedAt: described('The instant after which it was late.'),
};

/** A clock as it stands in its ticket. */
export const ticketClockView = v.pipe(v.strictObject(figures), v.metadata({ ref: 'TicketClock' }));

/** A clock with the reasons for how it stands. */
export const clockView = v.pipe(
  v.strictObject({
    ...figures,
    worst: v.exactOptional(
      v.pipe(
        v.strictObject({ cycle: count(1), usedSeconds: seconds(3600), remainingSeconds: seconds(10_800) }),
        v.description('The cycle that took longest, of next_response and ola.'),
      ),
    ),
    segments: v.pipe(v.array(segmentView), v.description('All of its time, piece by piece.')),
    alerts: v.pipe(v.array(alertView), v.description('When people hear of it, if it goes on as it does.')),
  }),
  v.metadata({ ref: 'Clock' }),
);

const instantOf = (at: number | null) => (at === null ? null : toInstant(at));

export function viewClock({ clock, segments, alerts }: ExplainedClock) {
  const { spells: _, startedAt, dueAt, endedAt, breachedAt, ...figures } = clock;
  return {
    ...figures,
    startedAt: toInstant(startedAt),
    dueAt: instantOf(dueAt),
    endedAt: instantOf(endedAt),
    breachedAt: instantOf(breachedAt),
    segments: segments.map((segment) => ({
      ...segment,
      from: toInstant(segment.from),
      to: toInstant(segment.to),
    })),
    alerts: alerts.map((alert) => ({ ...alert, at: toInstant(alert.at) })),
  };
}

export function viewTicketClock({ startedAt, dueAt, endedAt, breachedAt, ...rest }: StoredClock) {
  return {
    ...rest,
    startedAt: toInstant(startedAt),
    dueAt: instantOf(dueAt),
    endedAt: instantOf(endedAt),
    breachedAt: instantOf(breachedAt),
  };
}
