import { counters } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import type { Given } from './hrana.ts';
import type { NextNumber, TakenNumbers } from './numbers.ts';
import { asNumber, type Bound, type Statement, statement, tenant, type Value, value } from './statement.ts';

const taking = statement({
  values: ['name', 'count'],
  row: { value: asNumber },
  sql: sql`INSERT INTO ${counters} (tenant_id, name, value) VALUES (${tenant}, ${value('name')}, ${value('count')}) ON CONFLICT (tenant_id, name) DO UPDATE SET value = value + excluded.value RETURNING value`,
});

/** A number with its place among those that the commit takes of its series: so many are taken after it. */
interface Placed extends NextNumber {
  readonly after: number;
}

/** How a commit takes its numbers: what its batch begins with, how its statements read, what it took. */
export interface Numbering {
  readonly takes: readonly Bound[];
  fill(bound: Bound): Bound;
  taken(given: readonly Given[]): TakenNumbers;
}

export function numberingOf(numbers: readonly NextNumber[]): Numbering {
  const bySeries = Map.groupBy(numbers, ({ series }) => series);
  const placed = [...bySeries.values()].map((ofSeries) =>
    ofSeries.map((number, index): Placed => ({ ...number, after: ofSeries.length - 1 - index })),
  );
  return {
    takes: [...bySeries].map(([name, { length: count }]) => taking.bind({ name, count })),
    fill: (bound) => withNumbers(bound, placed.flat()),
    taken(given) {
      const found = placed.flatMap((ofSeries, index) => {
        const last = Number(given[index]?.rows[0]?.value);
        return ofSeries.map(({ text, digits, after }) => [text, written(last - after, digits)] as const);
      });
      return Object.fromEntries(found);
    },
  };
}

function written(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}

/** A statement whose values hold the text of numbers, so that the database puts the numbers there. */
function withNumbers(bound: Bound, numbers: readonly Placed[]): Bound {
  const { statement: plain, values } = bound;
  const heldBy = plain.parameters.map((parameter) => {
    const held = typeof parameter === 'string' ? values[parameter] : parameter.constant;
    return typeof held === 'string' ? numbers.filter(({ text }) => held.includes(text)) : [];
  });
  if (heldBy.every(({ length }) => length === 0)) return bound;
  const pieces = plain.sql.split('?');
  if (pieces.length !== heldBy.length + 1) throw new Error(`places cannot be told apart in: ${plain.sql}`);
  const text = pieces.slice(1).map((piece, index) => inPlace(heldBy[index]?.length ?? 0) + piece);
  const parameters = plain.parameters.flatMap((parameter, index) => [
    parameter,
    ...(heldBy[index] ?? []).flatMap(parametersOf),
  ]);
  const made: Statement<string, unknown> = { ...plain, sql: [pieces[0], ...text].join(''), parameters };
  return { statement: made, values };
}

const number = `(SELECT printf('%0*d', ?, n.value - ?) FROM counters n WHERE n.tenant_id = ? AND n.name = ?)`;

/** The place of a value that holds so many numbers. */
function inPlace(count: number): string {
  return `${'replace('.repeat(count)}?${`, ?, ${number})`.repeat(count)}`;
}

function parametersOf({ text, digits, after, series }: Placed): (string | { readonly constant: Value })[] {
  return [{ constant: text }, { constant: digits }, { constant: after }, 'tenant', { constant: series }];
}

/**
 * The numbers in what stands in the log, where the commit wrote this; undefined where it does not say them all. No
 * digit may follow a number in what is written.
 */
export function numbersIn(
  logged: string,
  wrote: string,
  numbers: readonly NextNumber[],
): TakenNumbers | undefined {
  const found: Record<string, string> = {};
  const digits = /\d+/y;
  for (const piece of wrote.split(/(<number:[0-9a-f-]{36}>)/)) {
    if (!numbers.some(({ text }) => text === piece)) {
      digits.lastIndex += piece.length;
      continue;
    }
    const at = digits.lastIndex;
    const read = digits.exec(logged)?.[0];
    if (read === undefined) return undefined;
    found[piece] = read;
    digits.lastIndex = at + read.length;
  }
  return numbers.every(({ text }) => text in found) ? found : undefined;
}
