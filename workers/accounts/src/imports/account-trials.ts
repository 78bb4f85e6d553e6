import type { Trial } from '@keyline/imports';
import type { AccountsOfPage } from './account-page.ts';

/** Keys by which a row of a later page finds an account that a dry run would have made or changed. */
export const trialKey = {
  externalId: (given: string) => `externalId ${given}`,
  creditCode: (given: string) => `creditCode ${given}`,
  nameKey: (given: string) => `name ${given}`,
};

/** What a dry run keeps of the accounts that its page would have made or changed. */
export function trialsOf(accounts: AccountsOfPage): Trial[] {
  return [...accounts.standing]
    .filter(({ before, current }) => before !== current)
    .map(({ current, visible, permitted, ancestors }) => ({
      id: current.id,
      keys: [
        ...(current.externalId === null ? [] : [trialKey.externalId(current.externalId)]),
        ...(current.creditCode === null ? [] : [trialKey.creditCode(current.creditCode)]),
        trialKey.nameKey(current.nameKey),
      ],
      state: { before: current, current, visible, permitted, ancestors },
    }));
}
