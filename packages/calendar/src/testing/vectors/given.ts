import type { CalendarDefinition } from '../../definition.ts';
import type { SlaEventType, SlaMetric } from '../../sla/model.ts';
import type { ToldClock } from '../in-minutes.ts';

/** What is simulated, as `POST /v1/sla/simulate` takes it. */
export interface Simulated {
  readonly calendar: CalendarDefinition;
  /** Working minutes. */
  readonly targets: Readonly<Partial<Record<SlaMetric, number>>>;
  readonly events: readonly {
    readonly type: SlaEventType;
    readonly at: string;
    readonly by?: 'staff' | 'customer';
    readonly order?: number;
  }[];
  readonly at: string;
}

/** One case of a vector of sla.md. */
export interface Vector {
  readonly number: number;
  readonly says: string;
  readonly given: Simulated;
  /** What each clock tells, in minutes; a metric that is not named has no clock. */
  readonly clocks: Readonly<Partial<Record<SlaMetric, Partial<ToldClock>>>>;
  /** When people hear of it, by the id of the alert: all of them, where it matters. */
  readonly alerts?: Readonly<Record<string, string>>;
}

/** What happened, in short: `type time`, the times of one day where only hours are given. */
export function story(date: string, ...lines: readonly string[]): Simulated['events'] {
  return lines.map((line) => {
    const [type, at = '', by] = line.split(' ') as [SlaEventType, string, 'staff' | 'customer'];
    return { type, at: instant(date, at), ...(by && { by }) };
  });
}

/** An instant of which only the time may be given: of this date, in UTC. */
export function instant(date: string, at: string): string {
  if (at.includes('T')) return at;
  return `${date}T${at.length === 5 ? `${at}:00` : at}Z`;
}

/** What is due `minutes` after a ticket came, for vectors of working time alone. */
export function dueAfter(calendar: CalendarDefinition, at: string, minutes: number): Simulated {
  return { calendar, targets: { resolution: minutes }, events: [{ type: 'created', at }], at };
}

/** What has passed from one instant to another: more than any target of a vector. */
export function passedBetween(calendar: CalendarDefinition, from: string, at: string): Simulated {
  return { calendar, targets: { resolution: 1_000_000 }, events: [{ type: 'created', at: from }], at };
}
