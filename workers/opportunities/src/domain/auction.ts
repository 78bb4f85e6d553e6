import type { StoredAuction, StoredEligibility } from '@keyline/schema';

/** What somebody asks an auction to be, as the form of `open-auction` reads it. */
export interface AuctionForm {
  readonly mode: 'first_claim' | 'sealed_bid';
  /** Absent: after the time that the tenant has set. */
  readonly endsAt?: string;
  readonly eligibility?: StoredEligibility & {
    readonly grades?: readonly string[];
    readonly skills?: readonly string[];
  };
}

/** An auction that begins. */
export function openedAuction(
  { mode, eligibility: { orgUnitIds, maxOpen } = {} }: AuctionForm,
  of: {
    readonly endsAt: number;
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
    ...{ endsAt: of.endsAt, endedAt: null, winnerId: null },
    eligibility: { ...(orgUnitIds && { orgUnitIds }), ...(maxOpen !== undefined && { maxOpen }) },
  };
}

/** Until when an auction runs: as it is said, else for the working time that the tenant has set. */
export function endOfAuction(
  { endsAt }: Pick<AuctionForm, 'endsAt'>,
  { minutes, time }: UsualTime,
  now: number,
): number {
  return endsAt === undefined ? time.add(now, minutes) : Date.parse(endsAt);
}

/** How long auctions run where nothing is said. */
export interface UsualTime {
  readonly minutes: number;
  readonly time: { add(from: number, minutes: number): number };
}

/** What somebody who would claim has in hand. */
export interface InHand {
  /** Open opportunities that are his. */
  readonly open: number;
  /** Those of them that he was awarded in an auction. */
  readonly awards: number;
}

/** How much somebody may have in hand who claims in an auction. */
export interface Room {
  readonly maxOpen: number | undefined;
  readonly maxUnfinishedAwards: number;
}

/** By which of the bounds somebody has no room for one more; undefined where he has. */
export function fullBy({ open, awards }: InHand, { maxOpen, maxUnfinishedAwards }: Room) {
  if (maxOpen !== undefined && open >= maxOpen) return 'open';
  return awards >= maxUnfinishedAwards ? 'awards' : undefined;
}

/** Whether an auction can be claimed in at this moment. */
export function runs(auction: StoredAuction, now: number): boolean {
  return auction.state === 'open' && auction.endsAt > now;
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
