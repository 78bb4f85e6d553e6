import type { SegmentReason } from '../segments.ts';

/** What can happen to a ticket that its clocks mind. */
export const slaEventTypes = [
  'created',
  'staff_reply',
  'customer_message',
  'paused',
  'resumed',
  'waiting_partner',
  'resolved',
  'reopened',
  'closed',
] as const;
export type SlaEventType = (typeof slaEventTypes)[number];

/** One thing that happened. */
export interface SlaEvent {
  readonly type: SlaEventType;
  /** Milliseconds; parts of a second do not count. */
  readonly at: number;
  /** Which of several events of the same second came first, such as the number in the log. */
  readonly order?: number | undefined;
}

/**
 * `first_response`: creation to the first public answer by staff. `next_response`: the oldest unanswered message of
 * the customer to the answer, each a cycle of its own. `resolution`: creation to resolved. `ola`: each time that the
 * ticket waits for a partner.
 */
export const slaMetrics = ['first_response', 'next_response', 'resolution', 'ola'] as const;
export type SlaMetric = (typeof slaMetrics)[number];

/** Seconds of working time. 0 is a target; absent: no clock. */
export type SlaTargets = Readonly<Partial<Record<SlaMetric, number>>>;

/** A stretch in which a clock runs, milliseconds; `until` null: it still does. */
export interface Spell {
  readonly from: number;
  readonly until: number | null;
}

/** One cycle of one clock: when it began, when it was over for good, and when it ran. */
export interface Cycle {
  readonly number: number;
  readonly startedAt: number;
  readonly stoppedAt: number | null;
  readonly spells: readonly Spell[];
}

export type ClockState = 'running' | 'paused' | 'met' | 'breached';

/** A stretch of a clock and what of it counted. Instants in milliseconds. */
export interface ClockSegment {
  readonly from: number;
  readonly to: number;
  readonly countedSeconds: number;
  readonly reason: SegmentReason;
  readonly assumed: boolean;
}

/** A clock as it stands at one instant. Instants in milliseconds, durations in seconds of working time. */
export interface Clock {
  readonly metric: SlaMetric;
  readonly cycle: number;
  readonly targetSeconds: number;
  readonly usedSeconds: number;
  /** Negative once the target is exceeded. */
  readonly remainingSeconds: number;
  /** The first instant at which the target is used up; null while paused and when ended. */
  readonly dueAt: number | null;
  readonly state: ClockState;
  readonly startedAt: number;
  /** When it was ended; a resolution goes on when the ticket is reopened. */
  readonly endedAt: number | null;
  /** The instant after which it was late. */
  readonly breachedAt: number | null;
  /** Of all cycles the one that took longest, where a clock has cycles. */
  readonly worst?: {
    readonly cycle: number;
    readonly usedSeconds: number;
    readonly remainingSeconds: number;
  };
  readonly spells: readonly Spell[];
}
