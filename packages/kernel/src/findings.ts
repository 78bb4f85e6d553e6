import { fill, type Locale, type Text, valuesIn } from './locale.ts';
import type { InputError } from './problem.ts';

/** What can be wrong with an input, by a code that never changes; `{name}` stands for a value of the finding. */
export type FindingTexts<Code extends string> = Readonly<Record<Code, Text>>;

/** Puts what is wrong with a part of an input, at its JSON Pointer, into the words of a table; values may be texts. */
export function findingsOf<Code extends string>(texts: FindingTexts<Code>) {
  return (pointer: string, code: Code, values: Readonly<Record<string, unknown>> = {}): InputError => {
    const words = texts[code];
    const said = (locale: Locale) => fill(words[locale], valuesIn(locale, values));
    return { pointer, code, detail: { en: said('en'), 'zh-CN': said('zh-CN') } };
  };
}

/** A JSON Pointer (RFC 6901) of its parts. */
export function pointerTo(path: readonly unknown[]): string {
  return path.map((part) => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
