import type { Locale } from '@keyline/kernel';
import type { FieldValue, TemplateField } from '@keyline/schema';
import type { Agreed } from './fingerprint.ts';
import { type CommonPlace, withPlaces } from './template-places.ts';

/** What stands where nothing was filled in yet. */
const blank = '________';

/** Fen as people write money. */
export function moneyWords(fen: number, locale: Locale): string {
  const yuan = `${Math.trunc(fen / 100).toLocaleString('en-US')}.${String(fen % 100).padStart(2, '0')}`;
  return locale === 'zh-CN' ? `人民币 ${yuan} 元` : `CNY ${yuan}`;
}

/** A day as people write it. */
export function dayWords(day: string, locale: Locale): string {
  const [year, month, date] = day.split('-').map(Number);
  return locale === 'zh-CN' ? `${year}年${month}月${date}日` : day;
}

function wordsOf(field: TemplateField, value: FieldValue | undefined, locale: Locale): string {
  if (value === undefined) return blank;
  if (typeof value === 'object') return moneyWords(value.amount, locale);
  if (field.type === 'date') return dayWords(String(value), locale);
  const option = field.options?.find((one) => one.value === value);
  return option?.title[locale] ?? String(value);
}

/** Takes the meaning of Markdown from what somebody entered: every sign of punctuation stands for itself. */
function asPlain(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\r?\n/g, '\\\n');
}

/** The text of a contract in Markdown: the template with the values in their places. */
export function contractText(
  agreed: Agreed & { readonly reference: string | null },
  fields: readonly TemplateField[],
  locale: Locale,
): string {
  const money = (fen: number | null) => (fen === null ? blank : moneyWords(fen, locale));
  const day = (given: string | null) => (given === null ? blank : dayWords(given, locale));
  const common: Readonly<Record<CommonPlace, string>> = {
    title: agreed.title,
    customer: agreed.customerName,
    reference: agreed.reference ?? blank,
    value: money(agreed.value),
    monthlyFee: money(agreed.monthlyFee),
    startOn: day(agreed.startOn),
    endOn: day(agreed.endOn),
  };
  const byName = new Map(
    fields.map((field) => [field.name, wordsOf(field, agreed.entered[field.name], locale)]),
  );
  return withPlaces(agreed.body, (name) => asPlain(byName.get(name) ?? common[name as CommonPlace] ?? blank));
}
