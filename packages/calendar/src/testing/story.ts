import type { Calendar } from '../compile.ts';
import { clocks } from '../sla/clocks.ts';
import type { Clock, SlaEvent, SlaEventType, SlaMetric } from '../sla/model.ts';

/** What happened, as `type time`, and a target in minutes for each metric. */
export interface Story {
  readonly calendar: Calendar;
  readonly targets: Readonly<Partial<Record<SlaMetric, number>>>;
  readonly events: readonly (readonly [SlaEventType, string])[];
}

export function eventsOf({ events }: Story): SlaEvent[] {
  return events.map(([type, at], order) => ({ type, at: Date.parse(at), order }));
}

export function targetsOf({ targets }: Story) {
  return Object.fromEntries(Object.entries(targets).map(([metric, minutes]) => [metric, minutes * 60]));
}

export function clocksOf(story: Story, at: string): Clock[] {
  return clocks(eventsOf(story), targetsOf(story), story.calendar, Date.parse(at));
}

/** A clock in minutes: what people would say of it. */
export function told(story: Story, at: string) {
  return Object.fromEntries(
    clocksOf(story, at).map(({ metric, state, usedSeconds, remainingSeconds, dueAt }) => [
      metric,
      {
        state,
        used: usedSeconds / 60,
        remaining: remainingSeconds / 60,
        due: dueAt === null ? null : new Date(dueAt).toISOString().replace(/(:00)?\.000Z$/, 'Z'),
      },
    ]),
  );
}
