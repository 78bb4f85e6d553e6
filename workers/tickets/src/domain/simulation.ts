import {
  alertsOf,
  type Calendar,
  type Clock,
  type ClockAlert,
  type ClockSegment,
  clocks,
  compileCalendar,
  explainClock,
} from '@keyline/calendar';
import { calendarFindings } from '@keyline/calendar/authoring';
import { findingsOf, type InputError, type Text } from '@keyline/kernel';
import type { Simulation } from './simulation-input.ts';

/** How much time a simulation may reach over: what is explained piece by piece has to end somewhere. */
const mostDays = 732;
const dayMs = 86_400_000;
const [earliest, latest] = [Date.parse('1970-01-02T00:00Z'), Date.parse('2200-01-01T00:00Z')];

const texts = {
  created_missing: { en: 'Nothing creates the ticket.', 'zh-CN': '缺少创建工单的事件。' },
  before_created: { en: 'Lies before the creation of the ticket.', 'zh-CN': '早于工单的创建时间。' },
  year: { en: 'Must lie between 1970 and 2199.', 'zh-CN': '必须在 1970 年至 2199 年之间。' },
  too_long: {
    en: 'Must lie within 732 days of the creation of the ticket.',
    'zh-CN': '与工单创建时间相距不得超过 732 天。',
  },
} as const satisfies Record<string, Text>;

const error = findingsOf(texts);

/** What cannot be simulated, each at its JSON Pointer. */
export function simulationFindings({ calendar, events, at }: Simulation): InputError[] {
  const creations = events.filter(({ type }) => type === 'created').map((event) => event.at);
  const [start] = creations.toSorted((one, other) => one - other);
  if (start === undefined) return [error('/events', 'created_missing')];
  const inTime = (instant: number, pointer: string): InputError[] => {
    if (instant < earliest || instant >= latest) return [error(pointer, 'year')];
    return instant - start > mostDays * dayMs ? [error(pointer, 'too_long')] : [];
  };
  const found = [
    ...events.flatMap((event, index) => {
      const pointer = `/events/${index}/at`;
      return event.at < start ? [error(pointer, 'before_created')] : inTime(event.at, pointer);
    }),
    ...inTime(at, '/at'),
  ];
  if (found.length > 0) return found;
  return calendarFindings(calendar, start).map((finding) => ({
    ...finding,
    pointer: `/calendar${finding.pointer}`,
  }));
}

/** A clock with the reasons for how it stands, and when people hear of it. */
export interface ExplainedClock {
  readonly clock: Clock;
  readonly segments: readonly ClockSegment[];
  readonly alerts: readonly ClockAlert[];
}

/** The clocks of a simulation without findings. */
export function simulated({ calendar: definition, targets, events, at }: Simulation): ExplainedClock[] {
  const calendar: Calendar = compileCalendar(definition);
  const seconds = Object.fromEntries(
    Object.entries(targets).map(([metric, minutes]) => [metric, minutes * 60]),
  );
  return clocks(events, seconds, calendar, at).map((clock) => ({
    clock,
    segments: explainClock(clock, calendar, at),
    alerts: alertsOf(clock, calendar),
  }));
}
