import { type Calendar, compileCalendar } from '../compile.ts';
import { clocks } from '../sla/clocks.ts';
import type { Clock, SlaEvent, SlaEventType, SlaMetric } from '../sla/model.ts';
import { inMinutes } from './in-minutes.ts';
import type { Simulated } from './vectors/given.ts';

/** What happened, as `type time`, and a target in minutes for each metric. */
export interface Story {
  readonly calendar: Calendar;
  readonly targets: Readonly<Partial<Record<SlaMetric, number>>>;
  readonly events: readonly (readonly [SlaEventType, string])[];
}

/** What the API is given, as the package takes it. */
export function storyOf({ calendar, targets, events }: Simulated): Story {
  return { calendar: compileCalendar(calendar), targets, events: events.map(({ type, at }) => [type, at]) };
}

export function eventsOf({ events }: Story): SlaEvent[] {
  return events.map(([type, at], order) => ({ type, at: Date.parse(at), order }));
}

export function targetsOf({ targets }: Pick<Story, 'targets'>) {
  return Object.fromEntries(Object.entries(targets).map(([metric, minutes]) => [metric, minutes * 60]));
}

export function clocksOf(story: Story, at: string): Clock[] {
  return clocks(eventsOf(story), targetsOf(story), story.calendar, Date.parse(at));
}

/** The clocks of a story, in minutes. */
export function told(story: Story, at: string) {
  return inMinutes(clocksOf(story, at));
}
