import type { StoredAuction, StoredEligibility } from '@keyline/schema';

/** What somebody asks an auction to be, as the form of `open-auction` reads it. */
export interface AuctionForm {
  readonly mode: 'first_claim' | 'sealed_bid';
  readonly endsAt: string;
  readonly eligibility?: StoredEligibility & {
    readonly grades?: readonly string[];
    readonly skills?: readonly string[];
  };
}

/** An auction that begins. */
export function openedAuction(
  { mode, endsAt, eligibility: { orgUnitIds, maxOpen } = {} }: AuctionForm,
  of: {
    readonly id: string;
    readonly by: string | null;
    readonly now: number;
    readonly before: StoredAuction | null;
  },
): StoredAuction {
  return {
    id: of.id,
    round: (of.before?.round ?? 0) + 1,
    ...{ mode, state: 'open', openedAt: of.now, openedBy: of.by },
    ...{ endsAt: Date.parse(endsAt), endedAt: null, winnerId: null },
    eligibility: { ...(orgUnitIds && { orgUnitIds }), ...(maxOpen !== undefined && { maxOpen }) },
  };
}

/** An auction that has come to its end. */
export function endedAuction(
  auction: StoredAuction,
  state: 'awarded' | 'ended' | 'cancelled',
  now: number,
  winnerId: string | null = null,
): StoredAuction {
  return { ...auction, state, endedAt: now, winnerId };
}
