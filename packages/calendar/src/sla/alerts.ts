import type { Calendar } from '../compile.ts';
import { NoWorkingTimeError, nextOpening } from '../working-time.ts';
import { reachedAt } from './clocks.ts';
import type { Clock, Spell } from './model.ts';

/** Who hears of a clock at a percentage of its target. */
export interface Escalation {
  readonly percent: number;
  readonly to: readonly string[];
}

/** When people are told of a clock: warnings below 100 %, escalations from 100 % on. */
export interface AlertPolicy {
  readonly warnings: readonly number[];
  readonly escalations: readonly Escalation[];
}

export const defaultAlerts: AlertPolicy = {
  warnings: [50, 80],
  escalations: [
    { percent: 100, to: ['owner', 'service_supervisor'] },
    { percent: 150, to: ['branch_manager'] },
    { percent: 200, to: ['executive'] },
  ],
};

/** One alert of one cycle of a clock. */
export interface ClockAlert {
  /** The same however often it is worked out: `<metric>.<cycle>.<percent>`. */
  readonly id: string;
  readonly kind: 'warning' | 'escalation';
  readonly percent: number;
  readonly to: readonly string[];
  /** When it is to be raised, milliseconds. */
  readonly at: number;
}

/**
 * The alerts that a clock has reached and will reach if it goes on as it does; none that it was ended or stands
 * before. An escalation is raised at once; a warning waits for working time, so that nobody is warned at night.
 */
export function alertsOf(
  clock: Clock,
  calendar: Calendar,
  policy: AlertPolicy = defaultAlerts,
): ClockAlert[] {
  const { targetSeconds: target, spells } = clock;
  const id = (percent: number) => `${clock.metric}.${clock.cycle}.${percent}`;
  const reached = (percent: number) => reachedAt(calendar, spells, Math.ceil((target * percent) / 100));
  const warnings = (target > 0 ? policy.warnings : []).flatMap((percent): ClockAlert[] => {
    const at = whileOpen(calendar, spells, reached(percent));
    return at === null ? [] : [{ id: id(percent), kind: 'warning', percent, to: ['owner'], at }];
  });
  const escalations = (clock.state === 'met' ? [] : policy.escalations).flatMap(
    ({ percent, to }): ClockAlert[] => {
      const at = reached(percent);
      return at === null ? [] : [{ id: id(percent), kind: 'escalation', percent, to, at }];
    },
  );
  return [...warnings, ...escalations];
}

/** The first instant from then on at which the clock runs and it is working time; null when there is none. */
function whileOpen(calendar: Calendar, spells: readonly Spell[], from: number | null): number | null {
  if (from === null) return null;
  for (const spell of spells) {
    const opening = openingFrom(calendar, Math.max(from, spell.from));
    if (opening === null) return null;
    if (spell.until === null || opening < spell.until) return opening;
  }
  return null;
}

function openingFrom(calendar: Calendar, at: number): number | null {
  try {
    return nextOpening(calendar, at);
  } catch (error) {
    if (error instanceof NoWorkingTimeError) return null;
    throw error;
  }
}
