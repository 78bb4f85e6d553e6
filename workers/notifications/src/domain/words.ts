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
  /** The zone in which times are told; null: UTC. */
  readonly timeZone: string | null;
  readonly facts: Facts;
}

/** What stands in the place of a name that is not there. */
const instead: Readonly<Record<keyof Omit<Names, 'facts' | 'timeZone'>, Text>> = {
  actor: { en: 'Keyline', 'zh-CN': 'Keyline 系统' },
  account: { en: 'an account', 'zh-CN': '某客户' },
  tenant: { en: 'your organisation', 'zh-CN': '贵单位' },
  user: { en: 'Hello', 'zh-CN': '尊敬的用户' },
  person: { en: 'a colleague', 'zh-CN': '一位同事' },
};

/** A text in one language with its names in place. */
export function wordsOf(text: Text, locale: Locale, { facts, timeZone, ...names }: Names): string {
  const known = Object.entries(instead).map(([name, words]) => [
    name,
    names[name as keyof typeof names] ?? words[locale],
  ]);
  return fill(text[locale], {
    ...timesIn(locale, timeZone, valuesIn(locale, facts)),
    ...Object.fromEntries(known),
  });
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** The values with their instants as people of this zone read them. */
function timesIn(locale: Locale, timeZone: string | null, values: Readonly<Record<string, unknown>>) {
  const told = (value: unknown) =>
    typeof value === 'string' && instant.test(value) ? timeIn(locale, timeZone ?? 'UTC', value) : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, told(value)]));
}

// Made for each time: few texts have one.
function timeIn(locale: Locale, timeZone: string, at: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  return format.format(Date.parse(at));
}
