import { invalidArguments, StatementError } from './errors.ts';
import type { Token } from './sql-tokens.ts';
import type { SqlValue } from './value.ts';

/** Names of a statement's parameters by position (index 0 is parameter 1), sign included; undefined is a plain `?`. */
export type ParameterNames = readonly (string | undefined)[];

export interface StatementArguments {
  positional: readonly SqlValue[];
  named: ReadonlyMap<string, SqlValue>;
}

/** SQLite's own limit on parameter numbers. */
const MAX_PARAMETER = 32_766;

/** Numbers the parameters as SQLite does (https://sqlite.org/lang_expr.html#varparam). */
export function parameterNames(tokens: readonly Token[]): ParameterNames {
  const names: (string | undefined)[] = [];
  for (const { kind, text } of tokens) {
    if (kind !== 'variable') continue;
    if (text === '?') {
      names.push(undefined);
    } else if (text.startsWith('?')) {
      const number = Number(text.slice(1));
      if (number < 1 || number > MAX_PARAMETER) continue;
      while (names.length < number) names.push(undefined);
      names[number - 1] ??= text;
    } else if (!names.includes(text)) {
      names.push(text);
    }
  }
  return names;
}

/**
 * One value for every parameter. The native library takes too few and too many arguments without a word, and ends
 * the process on a named argument beside a plain `?`, so values are always bound by position and counted here.
 *
 * @throws StatementError ARGS_INVALID or ARGS_BOTH_POSITIONAL_AND_NAMED
 */
export function bindArguments(
  names: ParameterNames,
  given: StatementArguments,
  isExplain: boolean,
): SqlValue[] {
  const { positional, named } = given;
  if (positional.length > 0 && named.size > 0) {
    throw new StatementError(
      'ARGS_BOTH_POSITIONAL_AND_NAMED',
      'Specifying both positional and named arguments is not supported',
    );
  }
  const count = positional.length + named.size;
  if (count > names.length)
    throw invalidArguments(`too many parameters, expected ${names.length} found ${count}`);
  return names.map((name, index) => {
    const value = findArgument(name, index, given);
    if (value === undefined && !isExplain)
      throw invalidArguments(`value for parameter ${name ?? index + 1} not found`);
    if (typeof value === 'string') assertReadable(value);
    return value ?? null;
  });
}

function findArgument(
  name: string | undefined,
  index: number,
  { positional, named }: StatementArguments,
): SqlValue | undefined {
  if (name === undefined) return positional[index];
  if (name.startsWith('?')) return positional[Number(name.slice(1)) - 1];
  return named.has(name) ? named.get(name) : named.get(name.slice(1));
}

const HIGH = '\\\\u[dD][89aAbB][0-9a-fA-F]{2}';
const LOW = 'u[dD][c-fC-F][0-9a-fA-F]{2}';
/** Between the halves more backslashes may stand: JSON within a JSON string escapes them again. */
const LONE_SURROGATE_ESCAPE = new RegExp(`${HIGH}(?!\\\\+${LOW})|(?<!${HIGH}\\\\*)\\\\${LOW}`);

/**
 * Refuses texts that the native library cannot give back: it cuts at a NUL character, and it ends the whole process
 * when SQLite's JSON functions have turned the escape of half a surrogate pair into bytes that are not UTF-8.
 */
export function assertReadable(text: string): void {
  if (text.includes('\0')) throw invalidArguments('a text must not hold a NUL character');
  if (LONE_SURROGATE_ESCAPE.test(text))
    throw invalidArguments('a text must not hold the escape of a lone surrogate');
}
