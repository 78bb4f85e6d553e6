import { fill, type Locale, type Text, valuesIn } from '@keyline/kernel';
import type { Facts } from '@keyline/schema';

/** What texts name, as it is now; null where there is none, or not any more. */
export interface Names {
  readonly actor: string | null;
  readonly account: string | null;
  readonly tenant: string | null;
  readonly user: string | null;
  /** Whom the facts name by `personId`. */
  readonly person: string | null;
  readonly facts: Facts;
}

/** What stands in the place of a name that is not there. */
const instead: Readonly<Record<keyof Omit<Names, 'facts'>, Text>> = {
  actor: { en: 'Keyline', 'zh-CN': 'Keyline 系统' },
  account: { en: 'an account', 'zh-CN': '某客户' },
  tenant: { en: 'your organisation', 'zh-CN': '贵单位' },
  user: { en: 'Hello', 'zh-CN': '尊敬的用户' },
  person: { en: 'a colleague', 'zh-CN': '一位同事' },
};

/** A text in one language with its names in place. */
export function wordsOf(text: Text, locale: Locale, { facts, ...names }: Names): string {
  const known = Object.entries(instead).map(([name, words]) => [
    name,
    names[name as keyof typeof names] ?? words[locale],
  ]);
  return fill(text[locale], { ...valuesIn(locale, facts), ...Object.fromEntries(known) });
}
