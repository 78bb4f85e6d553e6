import type { AccountKind } from './vocabulary.ts';

/** By the first character of a credit code, the authority that registered (GB 32100-2015, table 1). */
const byAuthority: Readonly<Record<string, AccountKind>> = {
  // Staffing authority: 1 is a public body, 2 a public institution.
  '11': 'government',
  '12': 'institution',
  '13': 'government',
};

/**
 * The kind of a customer as its credit code tells: registered for trade and industry (9), agriculture (N), or as
 * a body of the state (1), a social organisation (5) and the like. Undefined where the code says nothing.
 */
export function kindOfCreditCode(code: string): AccountKind | undefined {
  const body = byAuthority[code.slice(0, 2)];
  if (body !== undefined) return body;
  if (/^[9NY]/.test(code)) return 'enterprise';
  if (/^[1-8A]/.test(code)) return 'institution';
  return undefined;
}
