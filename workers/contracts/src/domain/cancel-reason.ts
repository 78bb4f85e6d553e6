import type { Locale, Text } from '@keyline/kernel';

/** How an opportunity ends without a contract. */
export type DealEnd = 'lost' | 'abandoned';

const reasons: Readonly<Record<DealEnd, Text>> = {
  lost: { en: 'Its opportunity was lost.', 'zh-CN': '商机已丢单。' },
  abandoned: { en: 'Its opportunity was abandoned.', 'zh-CN': '商机已放弃。' },
};

/** The reason for which the system cancels a contract of such an opportunity, in the language of the tenant. */
export function reasonOf(end: DealEnd, locale: Locale): string {
  return reasons[end][locale];
}
