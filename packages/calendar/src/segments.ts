import { type Block, blockDays } from './block.ts';
import type { Calendar } from './compile.ts';

export const segmentReasons = [
  'working',
  'make_up_day',
  'assumed',
  'closed_hours',
  'weekend',
  'holiday',
  'paused',
] as const;

/**
 * Why a stretch of time counts (`working`, `make_up_day`, `assumed`: by the rule of the weekday, in a year whose
 * holidays are not known) or does not (the others).
 */
export type SegmentReason = (typeof segmentReasons)[number];

/** A stretch of time and what of it counts. Instants in milliseconds. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly countedSeconds: number;
  readonly reason: SegmentReason;
  /** It lies in a year whose holidays are not known. */
  readonly assumed: boolean;
}

/** The time between two instants (milliseconds) without gaps, each stretch with its reason. */
export function segmentsBetween(calendar: Calendar, from: number, to: number): Segment[] {
  if (!(to > from)) return [];
  const last = calendar.indexAt(to - 1);
  const found: Segment[] = [];
  for (let index = calendar.indexAt(from); index <= last; index += 1) {
    for (const piece of piecesOf(calendar.block(index))) append(found, clip(piece, from, to));
  }
  return found;
}

/** Adds a segment behind others; one that goes on for the same reason is made longer. */
export function append(segments: Segment[], next: Segment | undefined): void {
  if (next === undefined) return;
  const last = segments.at(-1);
  const goesOn = last?.to === next.from && last.reason === next.reason && last.assumed === next.assumed;
  if (!last || !goesOn) {
    segments.push(next);
    return;
  }
  const countedSeconds = last.countedSeconds + next.countedSeconds;
  segments[segments.length - 1] = { ...last, to: next.to, countedSeconds };
}

function* piecesOf(block: Block): Generator<Segment> {
  for (let day = 0; day < blockDays; day += 1) {
    const [kind, assumed] = [block.kinds[day] ?? 'working', block.assumed[day] ?? false];
    const counts = assumed ? 'assumed' : kind === 'make_up_day' ? 'make_up_day' : 'working';
    const idle = kind === 'weekend' || kind === 'holiday' ? kind : 'closed_hours';
    let at = block.midnights[day] as number;
    const end = block.midnights[day + 1] as number;
    for (let i = block.firstOf[day] as number; i < (block.firstOf[day + 1] ?? block.opens.length); i += 1) {
      const [opens, closes] = [block.opens[i] as number, block.closes[i] as number];
      yield { from: at, to: opens, countedSeconds: 0, reason: idle, assumed };
      yield { from: opens, to: closes, countedSeconds: 1, reason: counts, assumed };
      at = closes;
    }
    yield { from: at, to: end, countedSeconds: 0, reason: idle, assumed };
  }
}

function clip(piece: Segment, start: number, end: number): Segment | undefined {
  const [from, to] = [Math.max(piece.from, start), Math.min(piece.to, end)];
  if (!(from < to)) return undefined;
  return {
    ...piece,
    from,
    to,
    countedSeconds: piece.countedSeconds > 0 ? Math.floor((to - from) / 1000) : 0,
  };
}
