import type { Cycle, SlaEvent, SlaMetric, Spell } from './model.ts';

/** Where the ticket stands: `paused` stops every clock, `partner` those of the customer go on. */
export type SlaStage = 'none' | 'open' | 'paused' | 'partner' | 'ended';

/** What the events so far come to: enough to go on with further ones, and to tell every clock. */
export interface SlaHistory {
  readonly stage: SlaStage;
  /** Since when the ticket is resolved or closed; null while it is not. */
  readonly endedAt: number | null;
  readonly cycles: Readonly<Record<SlaMetric, readonly Cycle[]>>;
}

export const noHistory: SlaHistory = {
  stage: 'none',
  endedAt: null,
  cycles: { first_response: [], next_response: [], resolution: [], ola: [] },
};

/** Goes on by one event that is not earlier than those before. What changes nothing is left out, so that an event counts once. */
export function happened(history: SlaHistory, event: SlaEvent): SlaHistory {
  const at = secondOf(event.at);
  const stage = stageAfter(history.stage, event.type);
  const isEnd = stage === 'ended' && history.stage !== 'ended';
  const { first_response, next_response, resolution, ola } = history.cycles;
  const isFirst = event.type === 'created' && history.stage === 'none';
  const isAnswer = isEnd || (event.type === 'staff_reply' && history.stage !== 'none');
  const isAsked = event.type === 'customer_message' && history.stage !== 'none';
  const toPartner = stage === 'partner' && history.stage !== 'partner';
  const fromPartner = stage !== 'partner';
  const runs = stage === 'open' || stage === 'partner';
  return {
    stage,
    endedAt: stage === 'ended' ? (history.endedAt ?? at) : null,
    cycles: {
      first_response: turned(first_response, { at, starts: isFirst, stops: isAnswer, runs }),
      next_response: turned(next_response, { at, starts: isAsked, stops: isAnswer, runs }),
      resolution: turned(resolution, { at, starts: isFirst, stops: false, runs }),
      ola: turned(ola, { at, starts: toPartner, stops: fromPartner, runs: !fromPartner }),
    },
  };
}

/** Everything that happened until `at`, in whatever order it is told. */
export function historyOf(events: readonly SlaEvent[], at: number): SlaHistory {
  return events
    .filter((event) => event.at <= at)
    .toSorted(inOrder)
    .reduce(happened, noHistory);
}

/** By time; within a second creation first, then by `order`, then as they are told. */
function inOrder(one: SlaEvent, other: SlaEvent): number {
  return (
    secondOf(one.at) - secondOf(other.at) ||
    Number(other.type === 'created') - Number(one.type === 'created') ||
    (one.order ?? 0) - (other.order ?? 0)
  );
}

export function secondOf(at: number): number {
  return Math.floor(at / 1000) * 1000;
}

function stageAfter(stage: SlaStage, type: SlaEvent['type']): SlaStage {
  if (stage === 'none') return type === 'created' ? 'open' : 'none';
  if (type === 'resolved' || type === 'closed') return 'ended';
  if (stage === 'ended') return type === 'reopened' ? 'open' : 'ended';
  if (type === 'paused') return 'paused';
  if (type === 'waiting_partner') return 'partner';
  return type === 'resumed' || type === 'reopened' ? 'open' : stage;
}

interface Turn {
  readonly at: number;
  /** A new cycle begins unless one is under way. */
  readonly starts: boolean;
  /** The cycle under way is over for good. */
  readonly stops: boolean;
  readonly runs: boolean;
}

function turned(cycles: readonly Cycle[], { at, starts, stops, runs }: Turn): readonly Cycle[] {
  const last = cycles.at(-1);
  if (last === undefined || last.stoppedAt !== null) {
    if (!starts) return cycles;
    const spells = runs ? [{ from: at, until: null }] : [];
    return [...cycles, { number: cycles.length + 1, startedAt: at, stoppedAt: null, spells }];
  }
  const spells = stretched(last.spells, at, runs && !stops);
  if (spells === last.spells && !stops) return cycles;
  return [...cycles.slice(0, -1), { ...last, stoppedAt: stops ? at : null, spells }];
}

/** Lets a clock run or stand from now on. */
function stretched(spells: readonly Spell[], at: number, runs: boolean): readonly Spell[] {
  const last = spells.at(-1);
  const ran = last !== undefined && last.until === null;
  if (ran === runs) return spells;
  return ran ? [...spells.slice(0, -1), { ...last, until: at }] : [...spells, { from: at, until: null }];
}
