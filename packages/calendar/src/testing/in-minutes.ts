import type { ClockState, SlaMetric } from '../sla/model.ts';

/** A clock in minutes: what people would say of it. */
export interface ToldClock {
  readonly state: ClockState;
  readonly used: number;
  readonly remaining: number;
  readonly due: string | null;
}

/** What of a clock is told, whether the package or the API tells it. */
export interface Tellable {
  readonly metric: SlaMetric;
  readonly state: ClockState;
  readonly usedSeconds: number;
  readonly remainingSeconds: number;
  readonly dueAt: number | string | null;
}

/** Clocks by their metric, in minutes. */
export function inMinutes(clocks: readonly Tellable[]): Partial<Record<SlaMetric, ToldClock>> {
  return Object.fromEntries(
    clocks.map(({ metric, state, usedSeconds, remainingSeconds, dueAt }) => [
      metric,
      {
        state,
        used: usedSeconds / 60,
        remaining: remainingSeconds / 60,
        due: dueAt === null ? null : brief(dueAt),
      },
    ]),
  );
}

/** An instant without seconds where it has none. */
export function brief(at: number | string): string {
  return new Date(at).toISOString().replace(/(:00)?\.000Z$/, 'Z');
}
