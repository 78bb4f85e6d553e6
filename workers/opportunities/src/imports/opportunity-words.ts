import { categories } from '@keyline/protocol';
import { categoryNamed, type OpportunityFileRow } from '../domain/opportunity-file-row.ts';
import type { PageState, Said } from './opportunity-page.ts';

/** The account and the owner that a row names. */
export function referencesOf({ accountId, ownerId }: OpportunityFileRow, { accounts, users }: PageState) {
  if (accountId === undefined) return { wrong: [said('required', '/accountId')] };
  const meant = accounts.filter(({ key, visible }) => key === accountId && visible);
  const [account] = meant;
  const owner = ownerId === undefined ? undefined : users.find(({ key }) => key === ownerId);
  const wrong = [
    ...(account === undefined ? [said('unknown_reference', '/accountId')] : []),
    ...(new Set(meant.map(({ id }) => id)).size > 1
      ? [said('ambiguous_reference', '/accountId', { given: accountId })]
      : []),
    ...(ownerId !== undefined && owner === undefined ? [said('unknown_reference', '/ownerId')] : []),
  ];
  return account === undefined || wrong.length > 0 ? { wrong } : { account, owner };
}

/** The category of a row, and what is kept of its words; a text that names none is kept as the product. */
export function categoryOf(
  { product, requirement }: OpportunityFileRow,
  given: string | undefined,
  usual: string,
) {
  const named = given === undefined || given === '' ? undefined : categoryNamed(given);
  const category = (named ?? usual) as keyof typeof categories;
  const unknown = named === undefined && given !== undefined && given !== '';
  const kept = product ?? (unknown ? given : undefined);
  const words = { given, category: categories[category] };
  return {
    category,
    fields: {
      ...(kept !== undefined && { product: kept }),
      ...(requirement !== undefined && { requirement }),
    },
    warnings: unknown ? [{ ...said('opportunity.category_unknown', '/category', words), ...warning }] : [],
  };
}

export function saysRevenue({ oneOff, monthly, termMonths }: OpportunityFileRow): boolean {
  return [oneOff, monthly, termMonths].some((one) => one !== undefined);
}

export function revenueOf({ oneOff, monthly, termMonths }: OpportunityFileRow) {
  return {
    ...(oneOff !== undefined && { oneOff }),
    ...(monthly !== undefined && { monthly }),
    ...(termMonths !== undefined && { termMonths }),
  };
}

export const warning = { severity: 'warning' } as const;

export function said(code: string, pointer: string, values: Said['values'] = {}): Said {
  return { severity: 'error', code, pointer, values };
}
