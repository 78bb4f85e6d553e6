import * as v from 'valibot';
import { isDate, parseInstant } from './clock.ts';
import { type IdKind, idPrefixes } from './ids.ts';

/**
 * The vocabulary of input and output: fields that mean the same everywhere are the same schema, with its
 * description and an example for the API document.
 */
const examplePrefixless = '01kafxq0h3e7rvx8bm2s9t4c5d';

/** An id of this kind. */
export function idField(kind: IdKind) {
  return v.pipe(
    v.string(),
    v.regex(new RegExp(`^${idPrefixes[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`), 'id'),
    v.metadata({ examples: [`${idPrefixes[kind]}_${examplePrefixless}`] }),
  );
}

/** An id of any kind. */
export const anyIdField = v.pipe(
  v.string(),
  v.regex(/^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'id'),
  v.metadata({ examples: [`${idPrefixes.account}_${examplePrefixless}`] }),
);

/** A line of text without control characters, trimmed, 1 to `max` characters. */
export function lineField(max: number, example: string) {
  return v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(max),
    v.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'line'),
    v.metadata({ examples: [example] }),
  );
}

/** Text of several lines, with tabs but no other control characters, trimmed, 1 to `max` characters. */
export function textField(max: number, example: string) {
  return v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(max),
    v.regex(/^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u, 'text'),
    v.metadata({ examples: [example] }),
  );
}

/** One of a list of words. */
export function choiceField<const W extends readonly [string, ...string[]]>(words: W) {
  return v.pipe(v.picklist(words), v.metadata({ examples: [words[0]] }));
}

/** An instant on the way in, RFC 3339 with its offset; becomes milliseconds. */
export const instantInput = v.pipe(
  v.string(),
  v.check((text) => parseInstant(text) !== undefined, 'instant'),
  v.transform((text) => parseInstant(text) ?? Number.NaN),
  v.metadata({ format: 'date-time', examples: ['2026-03-02T01:30:00.000Z'] }),
);

/** An instant on the way out: RFC 3339 in UTC. */
export const instantField = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.metadata({ examples: ['2026-03-02T01:30:00.000Z'] }),
);

/** A day of the calendar, `yyyy-mm-dd`. */
export const dateField = v.pipe(
  v.string(),
  v.check(isDate, 'date'),
  v.metadata({ format: 'date', examples: ['2026-03-31'] }),
);

export const emailField = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(254),
  v.email(),
  v.metadata({ examples: ['li.na@example.cn'] }),
);

/** A telephone number as people write it. */
export const phoneField = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^\+?[0-9][0-9 ()-]{3,28}[0-9]$/, 'phone'),
  v.metadata({ examples: ['13812345678'] }),
);

/** Non-negative money in fen. */
export const moneyField = v.pipe(
  v.strictObject({
    amount: v.pipe(
      v.number(),
      v.safeInteger(),
      v.minValue(0),
      v.maxValue(9_000_000_000_000_000),
      v.metadata({ examples: [1_280_000] }),
    ),
    currency: v.pipe(v.literal('CNY'), v.metadata({ examples: ['CNY'] })),
  }),
  v.description('Integer of the smallest unit (fen) and its currency.'),
  v.metadata({ ref: 'Money' }),
);

export const versionField = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(1),
  v.metadata({ examples: [1] }),
  v.description('Rises by one with every change; the ETag of the record.'),
);
