import type { MoveWrites, People } from '@keyline/cases';
import { newId } from '@keyline/kernel';
import type { Party } from '@keyline/process';
import type { Moved } from '@keyline/process/engine';
import type { opportunities, StoredAuction, StoredLoss } from '@keyline/schema';
import { type Bound, cancelDeadlines, type Moment, type NewRow, releaseParties } from '@keyline/store';
import {
  type AuctionForm,
  endedAuction,
  endOfAuction,
  openedAuction,
  type UsualTime,
} from '../domain/auction.ts';
import type { OpportunityRow } from '../views.ts';
import { auctionArmed, auctionEnds, eligibleParties, mustBeClaimable, namedForAuction } from './auctions.ts';

type Patch = Partial<NewRow<typeof opportunities>>;

/** What the effects of a move change of the opportunity itself. Auctions are opened only where their `usual` time is known. */
export function effectsOn(before: OpportunityRow, moved: Moved, moment: Moment, usual?: UsualTime): Patch {
  const { effects, form, next } = moved;
  const { actor, now } = moment;
  const by = actor.type === 'user' ? actor.id : null;
  const { auction } = before;
  const has = (name: string) => effects.includes(name);
  const asked = form as unknown as AuctionForm;
  const endsAt = () => (usual === undefined ? now : endOfAuction(asked, usual, now));
  const opened = has('open_auction')
    ? openedAuction(asked, { id: newId('auction'), by, now, endsAt: endsAt(), before: auction })
    : undefined;
  const extended = has('extend_auction') && auction ? { ...auction, endsAt: endsAt() } : undefined;
  const closed = auction && leavesAuction(before, next) ? endOf(auction, moved, moment) : undefined;
  const changedAuction = opened ?? extended ?? closed;
  const requested = { requestedAt: now, requestedBy: by, request: form };
  const survey = before.survey ?? { ...requested, request: {} };
  return {
    ...(has('clear_owner') && { ownerId: null }),
    ...(changedAuction && { auction: changedAuction }),
    // What is auctioned is due when its auction ends.
    ...((opened || extended) && { dueAt: changedAuction?.endsAt ?? null }),
    ...(has('keep_survey_request') && {
      survey: { ...requested, approvedAt: null, approvedBy: null, found: null },
    }),
    ...(has('keep_survey') && { survey: { ...survey, approvedAt: now, approvedBy: by, found: form } }),
    ...(has('keep_loss') && { loss: lossOf(form) }),
    ...(has('clear_loss') && { loss: null }),
  };
}

/** The auction with its winner; else ended by time where the system ends it, and called off where anybody does. */
function endOf(
  auction: StoredAuction,
  { effects, ownerId }: Pick<Moved, 'effects' | 'ownerId'>,
  moment: Moment,
) {
  if (effects.includes('award_auction')) return endedAuction(auction, 'awarded', moment.now, ownerId ?? null);
  return endedAuction(auction, moment.actor.type === 'system' ? 'ended' : 'cancelled', moment.now);
}

function lossOf({ reasonCode, lesson, competitor = null }: Moved['form']): StoredLoss {
  return { reasonCode, lesson, competitor } as StoredLoss;
}

/** For whom an auction is that a move opens, as its event tells; undefined where it opens none. */
export function eligibleAfter({ effects, form }: Moved, people: People): readonly Party[] | undefined {
  if (!effects.includes('open_auction')) return undefined;
  const { eligibility } = form as unknown as AuctionForm;
  return eligibleParties(eligibility?.orgUnitIds, people);
}

/** What the effects of a move write beside the opportunity: who sees it while it is auctioned, and when that ends. */
export function effectsBeside(
  { made: { row } }: Pick<MoveWrites<typeof opportunities>, 'made'>,
  { effects, ownerId }: Moved,
  given: {
    readonly before: OpportunityRow;
    /** Those that the form names, with all below them. */
    readonly units?: readonly { readonly id: string }[];
    readonly people: People;
    readonly moment: Moment;
  },
): { readonly musts: readonly Bound[]; readonly also: readonly Bound[] } {
  const { before, units = [], people, moment } = given;
  const has = (name: string) => effects.includes(name);
  const below = units.map(({ id }) => id);
  const also: Bound[] = has('open_auction') ? namedForAuction(row, below, people, moment.now) : [];
  const musts: Bound[] = [];
  if (has('open_auction') || has('extend_auction')) also.push(...auctionArmed(row));
  if (before.auction && leavesAuction(before, row)) {
    also.push(releaseParties(before.auction.id));
    also.push(cancelDeadlines({ type: 'opportunity', id: row.id }, auctionEnds));
  }
  if (has('award_auction')) {
    const maxOpen = before.auction?.eligibility.maxOpen ?? null;
    musts.push(mustBeClaimable.bind({ id: row.id, ownerId: ownerId ?? '', maxOpen }));
  }
  return { musts, also };
}

/** Whatever action ends the stage ends the auction, also one of a tenant's own. */
function leavesAuction(before: OpportunityRow, after: { readonly stage: string }): boolean {
  return before.auction?.state === 'open' && after.stage !== before.stage;
}
