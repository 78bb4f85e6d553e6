import type { Contents, StoredRow } from '@keyline/testkit';
import { textOf } from './exchange-findings.ts';
import { idsIn } from './ids.ts';
import type { Exchange } from './world.ts';

/** Ids and texts that one tenant has and the other never had: each gives the tenant away where it is seen. */
export interface Belongings {
  readonly ids: readonly string[];
  readonly texts: readonly string[];
}

/** Shorter texts are words of the program or stand in everybody's rows. */
const shortestText = 6;

/**
 * A tenant's belongings, as often as its database is looked at. Each look compares what has come since the last one:
 * to compare everything with everything each time takes the square of it.
 */
export class BelongingsWatch {
  readonly #tenantId: string;
  readonly #ids = new Set<string>();
  readonly #texts = new Set<string>();
  readonly #known = new WeakSet<StoredRow>();
  readonly #seen = new Set<string>();
  /** What stood in rows of others, a text for each look. */
  readonly #elsewhere: string[] = [];

  constructor(tenantId: string) {
    this.#tenantId = tenantId;
  }

  look(contents: Contents): Belongings {
    const own: StoredRow[] = [];
    const others: string[] = [];
    for (const row of [...contents.values()].flat()) {
      // A row that has not changed is mostly the same object: that is known sooner than its text.
      if (this.#known.has(row)) continue;
      this.#known.add(row);
      const text = JSON.stringify(row);
      if (this.#seen.has(text)) continue;
      this.#seen.add(text);
      if (row.tenant_id === this.#tenantId) own.push(row);
      else others.push(text);
    }
    const come = others.join('\n');
    for (const one of occurring([...this.#ids, ...this.#texts], [come])) {
      this.#ids.delete(one);
      this.#texts.delete(one);
    }
    this.#elsewhere.push(come);
    const [ids, texts] = [idsIn(new Map([['own', own]])), textsIn(own)];
    const elsewhere = occurring([...ids, ...texts], this.#elsewhere);
    for (const id of ids) if (!elsewhere.has(id)) this.#ids.add(id);
    for (const text of texts) if (!elsewhere.has(text)) this.#texts.add(text);
    return { ids: [...this.#ids], texts: [...this.#texts] };
  }
}

/** The belongings of a tenant at one look. */
export function belongingsOf(contents: Contents, tenantId: string): Belongings {
  return new BelongingsWatch(tenantId).look(contents);
}

/** So many are looked for one by one in no more time than at each place of a text. */
const fewSought = 50;

/** Those that stand anywhere in these texts. */
function occurring(sought: readonly string[], texts: readonly string[]): ReadonlySet<string> {
  if (sought.length <= fewSought) {
    return new Set(sought.filter((one) => texts.some((text) => text.includes(one))));
  }
  const beginnings = byBeginning(sought);
  return new Set(texts.flatMap((text) => [...placesIn(text, beginnings)].map(([one]) => one)));
}

/** A number of a series: each tenant counts by itself, so that both come to have the same. */
const seriesNumber = /^[A-Z]+-\d{4,8}-\d+/;

function textsIn(rows: readonly StoredRow[]): string[] {
  const values = new Set(rows.flatMap((row) => Object.values(row)));
  return [...values].filter(
    (value): value is string =>
      typeof value === 'string' &&
      value.length >= shortestText &&
      !/^[[{]/.test(value) &&
      !seriesNumber.test(value),
  );
}

/** What of the belongings an answer shows that its request did not name. */
export function shownBy({ request, asked, path, answer }: Exchange, belongings: Belongings): string[] {
  const shown = shownIn(textOf(answer), beginningsOf(belongings));
  if (shown.length === 0) return [];
  const sent = JSON.stringify([request, asked.body, decodeURIComponent(path)]);
  return shown.filter((one) => !sent.includes(one));
}

type Beginnings = ReadonlyMap<string, readonly string[]>;

/** Looked up at each place of a text: to look for each of thousands in it takes many times as long. */
const byBeginning = (sought: readonly string[]): Beginnings =>
  Map.groupBy(sought, (one) => one.slice(0, shortestText));

const known = new WeakMap<Belongings, Beginnings>();

function beginningsOf(belongings: Belongings): Beginnings {
  const made = known.get(belongings) ?? byBeginning([...belongings.ids, ...belongings.texts]);
  known.set(belongings, made);
  return made;
}

/** What stands in a text, with the place behind it. */
function* placesIn(text: string, beginnings: Beginnings): Generator<readonly [one: string, end: number]> {
  for (let at = 0; at + shortestText <= text.length; at += 1) {
    for (const one of beginnings.get(text.slice(at, at + shortestText)) ?? []) {
      if (text.startsWith(one, at)) yield [one, at + one.length];
    }
  }
}

/** Examples end names with a number: one that goes on with a digit is another name. */
function shownIn(text: string, beginnings: Beginnings): string[] {
  const shown = [...placesIn(text, beginnings)].filter(([, end]) => !/\d/.test(text.charAt(end)));
  return [...new Set(shown.map(([one]) => one))];
}
