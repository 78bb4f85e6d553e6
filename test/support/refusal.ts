import { locales } from '@keyline/kernel';
import type { Exchange } from './world.ts';

/** The problem that is expected. */
export interface Expected {
  readonly status: number;
  readonly code: string;
  /** For input: the one place that is wrong, and in what way (any of these). */
  readonly error?: { readonly pointer: string; readonly codes: readonly string[] };
}

interface ProblemBody {
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly code?: unknown;
  readonly errors?: readonly {
    readonly pointer?: unknown;
    readonly code?: unknown;
    readonly detail?: unknown;
  }[];
}

/**
 * Sends the same request in each language and tells what is wrong with the refusals: another problem than the
 * expected one, another place, a language that was not asked for, texts that are the same in both or have an
 * unfilled place.
 */
export async function refusalFindings(
  send: (language: { readonly 'Accept-Language': string }) => Promise<Exchange>,
  expected: Expected,
): Promise<string[]> {
  const answers = [];
  for (const locale of locales) {
    const { answer } = await send({ 'Accept-Language': locale });
    answers.push({ locale, answer, body: (answer.body ?? {}) as ProblemBody });
  }
  const each = answers.flatMap(({ locale, answer, body }) => [
    ...differing('status', answer.status, expected.status),
    ...differing('code', body.code, expected.code),
    ...differing('Content-Type', answer.headers.get('Content-Type'), 'application/problem+json'),
    ...differing('Content-Language', answer.headers.get('Content-Language'), locale),
    ...errorFindings(body, expected.error),
    ...wordsOf(body).flatMap((text) => (/\{\w+\}/.test(text) ? [`unfilled place: ${text}`] : [])),
  ]);
  const [english = [], chinese = []] = answers.map(({ body }) => wordsOf(body));
  const same = english.filter((text, index) => text === chinese[index] || text.trim() === '');
  return [...new Set([...each, ...same.map((text) => `the same in both languages: ${text}`)])];
}

function differing(what: string, seen: unknown, expected: unknown): string[] {
  return seen === expected
    ? []
    : [`${what} ${JSON.stringify(seen)} where ${JSON.stringify(expected)} is due`];
}

function errorFindings({ errors = [] }: ProblemBody, expected: Expected['error']): string[] {
  if (expected === undefined) return [];
  const fits = errors.filter(
    ({ pointer, code }) => pointer === expected.pointer && expected.codes.includes(String(code)),
  );
  const seen = errors.map(({ pointer, code }) => `${pointer} ${code}`).join(', ') || 'none';
  if (fits.length === 1 && errors.length === 1) return [];
  return [`errors at ${seen} where ${expected.pointer} ${expected.codes.join(' or ')} is due`];
}

/** The texts for people, in order. */
function wordsOf({ title, detail, errors = [] }: ProblemBody): string[] {
  return [title, detail, ...errors.map((error) => error.detail)].map((text) => String(text ?? ''));
}
