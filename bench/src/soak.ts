import { acceptOne, confirmOne, foundSalesLine, type SalesLine } from '@keyline/testkit';
import { collectingWholly } from './collect-wholly.ts';
import { nextSerial, once, pause, steadily, walkMany } from './lead-walks.ts';
import { type RealStack, startRealStack } from './real-stack.ts';
import { table } from './table.ts';

const minutes = Number(process.env.BENCH_MINUTES ?? '10');
/** What of the measured capacity is asked for. */
const share = 0.8;
/** Leads by which the capacity is measured, and how many of them are under way at once. */
const leads = 200;
const atOnce = 8;

/** How long people take at least between accepting and going on, milliseconds. */
const thinkMs = 5_000;

interface Minute {
  readonly minute: number;
  readonly done: number;
  readonly underWay: number;
  readonly errors: number;
  readonly waiting: number;
  readonly workers: number;
  readonly database: number;
}

/** The whole line at four fifths of what it can do, for minutes: memory, lag and errors. */
export function measureSoak(): Promise<string> {
  return collectingWholly(measure);
}

async function measure(): Promise<string> {
  const stack = await startRealStack();
  try {
    const line = await foundSalesLine(stack.url, 'bench-soak');
    await walkMany(stack, line, 50, atOnce);
    const capacity = await capacityOf(stack, line);
    const { rows, settled } = await soak(stack, line, capacity * share);
    const first = `Capacity, measured first: ${capacity.toFixed(1)} leads/s to the contract draft; soaked at ${(capacity * share).toFixed(1)}/s.`;
    const head = [
      'minute',
      'leads done',
      'under way',
      'errors',
      'events waiting',
      'Workers MiB',
      'database MiB',
    ];
    const body = rows.map((row) => [
      ...[row.minute, row.done, row.underWay, row.errors, row.waiting],
      ...[row.workers.toFixed(0), row.database.toFixed(0)],
    ]);
    return `${first}\n\n${table(head, body)}\n\nAfter the last lead everything was settled in ${settled.toFixed(1)} s.`;
  } finally {
    await stack.stop();
  }
}

/** Leads a second, with all that they cause: the reactions must keep up as well. */
async function capacityOf(stack: RealStack, line: SalesLine): Promise<number> {
  const started = performance.now();
  await walkMany(stack, line, leads, atOnce);
  return (leads * 1_000) / (performance.now() - started);
}

async function soak(stack: RealStack, line: SalesLine, perSecond: number) {
  const counts = { begun: 0, done: 0, errors: 0 };
  const rows: Minute[] = [];
  const note = async (minute: number) => {
    const { begun, done, errors } = counts;
    const memory = await stack.memoryMiB();
    rows.push({
      minute,
      done,
      errors,
      underWay: begun - done - errors,
      waiting: await stack.waiting(),
      ...memory,
    });
  };
  const walk = async () => {
    counts.begun += 1;
    try {
      const accepted = await acceptOne(line, nextSerial(), once);
      await pause(thinkMs);
      await confirmOne(line, accepted, once);
      counts.done += 1;
    } catch (error) {
      counts.errors += 1;
      console.error(error);
    }
  };
  const started = performance.now();
  const noting = (async () => {
    for (let minute = 0; minute <= minutes; minute += 1) {
      await pause(started + minute * 60_000 - performance.now());
      await note(minute);
    }
  })();
  await steadily(perSecond, minutes * 60, walk);
  const ended = performance.now();
  await stack.settle();
  const settled = (performance.now() - ended) / 1_000;
  await noting;
  return { rows, settled };
}
