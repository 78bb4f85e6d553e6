import { idField, instantField, toInstant } from '@keyline/kernel';
import { auctionModes, auctionStates, type StoredAuction } from '@keyline/schema';
import * as v from 'valibot';

export const auctionView = v.pipe(
  v.strictObject({
    id: idField('auction'),
    opportunityId: idField('opportunity'),
    round: v.pipe(
      v.number(),
      v.description('The first, the second ... auction of this opportunity.'),
      v.metadata({ examples: [1] }),
    ),
    mode: v.picklist(auctionModes),
    state: v.picklist(auctionStates),
    openedAt: instantField,
    openedBy: v.nullable(idField('user')),
    endsAt: instantField,
    endedAt: v.nullable(instantField),
    winnerId: v.nullable(idField('user')),
    eligibility: v.pipe(
      v.strictObject({
        orgUnitIds: v.exactOptional(v.array(idField('org_unit'))),
        maxOpen: v.exactOptional(v.pipe(v.number(), v.metadata({ examples: [5] }))),
      }),
      v.description('Empty: every account manager of the tenant.'),
    ),
    mayClaim: v.pipe(v.boolean(), v.description('Whether the caller may claim it now.')),
  }),
  v.metadata({ ref: 'Auction' }),
);

export function viewAuction(opportunityId: string, auction: StoredAuction, mayClaim: boolean) {
  const { openedAt, endsAt, endedAt, ...rest } = auction;
  return {
    ...rest,
    opportunityId,
    openedAt: toInstant(openedAt),
    endsAt: toInstant(endsAt),
    endedAt: endedAt === null ? null : toInstant(endedAt),
    mayClaim,
  };
}
