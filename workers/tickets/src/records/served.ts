import { type People, peopleLoad, peopleOfNewOn } from '@keyline/cases';
import { all, first, type Load } from '@keyline/store';
import { waysToWrite } from '../domain/phone-numbers.ts';
import { accountsOfCaller, accountToServe, peopleOfCaller, type ServedAccount } from './callers.ts';

interface Asked {
  readonly accountId?: string | undefined;
  readonly caller?: { readonly phone: string } | undefined;
}

type Match = ReturnType<typeof accountsOfCaller.decode>;

/** Whom a new ticket is for, and who is around it there. */
export interface Found {
  readonly account: ServedAccount | undefined;
  readonly matches: readonly Match[];
  readonly people: People;
}

/** By the account that is named, else by the number of who calls. */
export function servedLoad({ accountId, caller }: Asked, key: string) {
  const phones = JSON.stringify(caller === undefined ? [] : waysToWrite(caller.phone));
  const byAccount = accountId !== undefined;
  return {
    account: first(accountToServe.bind({ id: accountId ?? '' })),
    matches: all(accountsOfCaller.bind({ phones: byAccount ? '[]' : phones })),
    people: (byAccount
      ? peopleLoad(peopleOfNewOn.bind({ accountId, key }))
      : peopleLoad(peopleOfCaller.bind({ phones, key }))) as Load<People>,
  };
}

/** The account, if one is known; several of them where the caller is known at several. */
export function served({ account, matches }: Pick<Found, 'account' | 'matches'>) {
  if (account !== undefined) return { account, contactId: null, candidates: [] };
  const [match] = matches;
  if (matches.length > 1) {
    return { account: undefined, contactId: null, candidates: matches.map(({ id }) => id) };
  }
  return { account: match, contactId: match?.contactId ?? null, candidates: [] };
}
