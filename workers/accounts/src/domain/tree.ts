/** The most levels that a chain of accounts may have; an account without a parent is on level 1. */
export const MAX_DEPTH = 8;

export type ParentRefusal = 'account.parent_cycle' | 'account.parent_too_deep';

export type ParentChange = {
  /** The account that gets a new parent. */
  accountId: string;
  /** The new parent, then its parent, up to the root. Empty where the account becomes a root. */
  ancestorIds: readonly string[];
  /** Levels below the account: 0 for one without subsidiaries, 1 for one with children only, and so on. */
  heightBelow: number;
};

/**
 * Why an account may not stand under a new parent, or nothing when it may: it would become its own ancestor,
 * or the longest chain through it would have more than {@link MAX_DEPTH} levels.
 */
export function parentRefusal({
  accountId,
  ancestorIds,
  heightBelow,
}: ParentChange): ParentRefusal | undefined {
  if (ancestorIds.includes(accountId)) return 'account.parent_cycle';
  const longestChain = ancestorIds.length + 1 + heightBelow;
  return longestChain > MAX_DEPTH ? 'account.parent_too_deep' : undefined;
}
