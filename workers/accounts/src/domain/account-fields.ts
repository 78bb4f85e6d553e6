import { nameKey } from '@keyline/kernel';
import type { accounts } from '@keyline/schema';
import type { ChangeAccount, CreateAccount } from './account-input.ts';
import { searchText } from './search-terms.ts';

interface Named {
  readonly name: string;
  readonly nameEn: string | null;
  readonly shortNames: string[];
  readonly creditCode: string | null;
}

/** What an account's name and code are compared and found by. */
export function derivedFields(row: Named) {
  const texts = [row.name, row.nameEn, ...row.shortNames, row.creditCode].filter((text) => text !== null);
  return { nameKey: nameKey(row.name), searchText: searchText(texts) };
}

type AccountState = Omit<typeof accounts.$inferSelect, 'tenantId' | 'rid' | 'monthlySpendSort'>;

/** What a new account is made of, where the input says nothing too. It belongs to `userId` if nobody is named. */
export function newAccountFields({ force: _, ...given }: CreateAccount, userId: string | null) {
  const fields = {
    nameEn: null,
    industry: null,
    creditCode: null,
    orgUnitId: null,
    gridId: null,
    parentId: null,
    responsibleUnitId: null,
    responsibleLevel: null,
    blacklistReason: null,
    source: null,
    externalId: null,
    presence: 'potential',
    grade: 'none',
    strategic: false,
    top500: false,
    blacklisted: false,
    state: 'active' as 'active' | 'draft',
    ...given,
    shortNames: given.shortNames ?? [],
    ownerId: given.ownerId === undefined ? userId : given.ownerId,
    monthlySpend: given.monthlySpend?.amount ?? null,
  };
  return { ...fields, ...derivedFields(fields) };
}

/** What of an account becomes otherwise by this input. */
export function accountPatch(before: AccountState, { force: _, monthlySpend, ...given }: ChangeAccount) {
  const spend = monthlySpend === undefined ? {} : { monthlySpend: monthlySpend?.amount ?? null };
  const fields = { ...given, ...spend };
  return { ...fields, ...derivedFields({ ...before, ...fields }) };
}

/** Whether an account comes to be blacklisted, or stays so, without a reason. */
export function lacksReason(
  before: Pick<AccountState, 'blacklisted' | 'blacklistReason'> | undefined,
  given: Pick<ChangeAccount, 'blacklisted' | 'blacklistReason'>,
): boolean {
  const after = given.blacklisted ?? before?.blacklisted ?? false;
  const kept = given.blacklistReason === undefined ? before?.blacklistReason : given.blacklistReason;
  // What is left of an earlier listing explains no new one.
  const reason = before?.blacklisted ? kept : given.blacklistReason;
  return after && !reason;
}
