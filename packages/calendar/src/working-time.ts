import { type Block, blockDays } from './block.ts';
import type { Calendar } from './compile.ts';
import { dayMs } from './local-time.ts';

/** A calendar in which no working time is left, however long one waits. */
export class NoWorkingTimeError extends RangeError {
  constructor() {
    super('the calendar has no more working time');
    this.name = 'NoWorkingTimeError';
  }
}

/** Days without working time after which there is none. */
export const patienceDays = 400;
const patience = Math.ceil(patienceDays / blockDays) + 1;

/** How far ahead anything is due: 20 years. What would take longer never is, and costs no more to find out. */
const horizon = Math.ceil((20 * 366) / blockDays);

/**
 * The first instant at which this much working time has passed since `from`: what ends exactly at closing time
 * is due at closing time. No time at all has passed at `from` itself. `from` in milliseconds, `seconds` whole
 * and not negative. Throws NoWorkingTimeError when there is never enough, or not within 20 years.
 */
export function addWorking(calendar: Calendar, from: number, seconds: number): number {
  if (!(seconds >= 0)) throw new RangeError(`no working time: ${seconds}`);
  if (seconds === 0) return from;
  let index = calendar.indexAt(from);
  const last = index + horizon;
  let block = calendar.block(index);
  let at = intervalAt(block, from);
  let goal = passed(block, at, from) + seconds * 1000;
  while (goal > whole(block)) {
    goal -= whole(block);
    index += 1;
    if (index > last) throw new NoWorkingTimeError();
    block = calendar.block(index);
    at = 0;
  }
  const found = lastBefore(block, at, goal);
  return (block.opens[found] as number) + goal - (block.before[found] as number);
}

/** Working time from one instant (milliseconds) to a later one, in whole seconds; 0 when it is not later. */
export function workingBetween(calendar: Calendar, from: number, until: number): number {
  if (!(until > from)) return 0;
  const last = calendar.indexAt(until);
  let index = calendar.indexAt(from);
  let sum = -passedUntil(calendar.block(index), from);
  for (; index < last; index += 1) sum += whole(calendar.block(index));
  return Math.floor((sum + passedUntil(calendar.block(last), until)) / 1000);
}

/** The first working instant at or after this one, milliseconds. Throws NoWorkingTimeError when there is none. */
export function nextOpening(calendar: Calendar, at: number): number {
  const first = calendar.indexAt(at);
  for (let index = first; index <= first + patience; index += 1) {
    const block = calendar.block(index);
    const opens = block.opens[index === first ? intervalAt(block, at) : 0];
    if (opens !== undefined) return Math.max(at, opens);
  }
  throw new NoWorkingTimeError();
}

/** Whether the instant (milliseconds) is working time. The instant of closing is not. */
export function isWorking(calendar: Calendar, at: number): boolean {
  const block = calendar.block(calendar.indexAt(at));
  const opens = block.opens[intervalAt(block, at)];
  return opens !== undefined && opens <= at;
}

function whole(block: Block): number {
  return block.before[block.opens.length] as number;
}

/** The first interval that is not over by then; behind the last one when all are. */
function intervalAt(block: Block, at: number): number {
  // A day may be longer than 24 hours: the local date is at most one day behind.
  const day = Math.floor((at - block.from) / dayMs) - 1;
  let interval = day > 0 ? (block.firstOf[Math.min(day, blockDays - 1)] as number) : 0;
  while ((block.closes[interval] as number) <= at) interval += 1;
  return interval;
}

/** Working time of the block until an instant in it, of which the interval is known. */
function passed(block: Block, interval: number, at: number): number {
  const opens = block.opens[interval];
  const spent = opens !== undefined && at > opens ? at - opens : 0;
  return (block.before[interval] as number) + spent;
}

function passedUntil(block: Block, at: number): number {
  return passed(block, intervalAt(block, at), at);
}

/** The interval, from this one on, in which the working time of the block reaches the goal. */
function lastBefore({ before }: Block, from: number, goal: number): number {
  let [low, high] = [from, from + 1];
  while ((before[high] as number) < goal) {
    low = high;
    high = Math.min(before.length - 1, high + (high - from) * 2);
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((before[middle] as number) < goal) low = middle;
    else high = middle;
  }
  return low;
}
