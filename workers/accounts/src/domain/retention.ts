import { fill, idOf, idSuffix, type Locale, type Text } from '@keyline/kernel';
import type { Definition } from '@keyline/process';

const title: Text = { en: 'Retain {account}', 'zh-CN': '挽留：{account}' };

/** Characters of a case's title, as `caseTitleField` has them. */
const mostCharacters = 200;

/** What a retention case is called, in the language of the tenant. */
export function retentionTitle(account: string, locale: Locale): string {
  return fill(title[locale], { account }).slice(0, mostCharacters);
}

/** The case that the crossing of this event opens: always the same. */
export function retentionCaseId(eventId: string): string {
  return idOf('case', idSuffix(eventId));
}

/** The stage in which the owner keeps the account. */
const keeping = 'retaining';

/**
 * The way that a retention case has come when it is opened: an account with an owner needs nobody to assign it. In a
 * process of the tenant's own without that stage it begins where that process does.
 */
export function wayOfRetention(
  { start, stages }: Pick<Definition, 'start' | 'stages'>,
  ownerId: string | null,
): [string, string] | undefined {
  const goesOn = ownerId !== null && start !== keeping && stages.some(({ key }) => key === keeping);
  return goesOn ? [start, keeping] : undefined;
}

/** The longest period that is counted at once, milliseconds: a year and what belongs to it. */
export const mostPeriod = 400 * 86_400_000;

/** How much of what ended was retained, 0 to 1 in steps of 0.0001; null where nothing ended. */
export function successRate({ ended, retained }: { readonly ended: number; readonly retained: number }) {
  return ended === 0 ? null : Math.round((retained * 10_000) / ended) / 10_000;
}
