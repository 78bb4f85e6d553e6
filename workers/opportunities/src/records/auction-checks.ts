import { inputError } from '@keyline/http';
import { type InputError, type Problem, parseInstant, refusals, toInstant } from '@keyline/kernel';
import { type AuctionForm, fullBy, type InHand, runs } from '../domain/auction.ts';
import { some } from '../problems.ts';
import type { OpportunityRow } from '../views.ts';

/** What opening or extending an auction, or claiming in one, is refused with. */
export const auctionProblems = some(
  'auction.not_offered',
  'auction.over',
  'auction.too_many_open',
  'auction.too_many_awards',
);

const refuse = refusals(auctionProblems);

type Form = Readonly<Record<string, unknown>>;

/** What an auction cannot be yet: sealed, or for grades and skills, which nobody has. */
export function offerRefusal(action: string, form: Form): Problem<'auction.not_offered'> | undefined {
  if (action !== 'open-auction') return undefined;
  const { mode, eligibility } = form as unknown as Partial<AuctionForm>;
  const errors = [
    ...(mode === 'sealed_bid' ? [inputError('/mode', 'not_offered')] : []),
    ...(eligibility?.grades ? [inputError('/eligibility/grades', 'not_offered')] : []),
    ...(eligibility?.skills ? [inputError('/eligibility/skills', 'not_offered')] : []),
  ];
  return errors.length > 0 ? refuse('auction.not_offered', { errors }) : undefined;
}

/** An auction ends in the future, later than it was to where it is extended. */
export function timeErrors(
  action: string,
  { endsAt }: Form,
  before: OpportunityRow,
  now: number,
): InputError[] {
  if (action !== 'open-auction' && action !== 'extend-auction') return [];
  const end = typeof endsAt === 'string' ? parseInstant(endsAt) : undefined;
  if (end === undefined) return [];
  if (end <= now) return [inputError('/endsAt', 'past')];
  const former = action === 'extend-auction' ? (before.auction?.endsAt ?? 0) : 0;
  return end <= former ? [inputError('/endsAt', 'not_after')] : [];
}

/** The units that are named, as far as nobody knows them. */
export function unitErrors(form: Form, units: readonly { readonly key: string | null }[]): InputError[] {
  const known = new Set(units.map(({ key }) => key));
  return unitsNamed(form).flatMap((id, index) =>
    known.has(id) ? [] : [inputError(`/eligibility/orgUnitIds/${index}`, 'unknown_reference')],
  );
}

/** The units that the form of `open-auction` names; what else stands there is the form's to refuse. */
export function unitsNamed({ eligibility }: Form): readonly string[] {
  const { orgUnitIds } = (eligibility ?? {}) as { readonly orgUnitIds?: unknown };
  if (!Array.isArray(orgUnitIds)) return [];
  return orgUnitIds.filter((id): id is string => typeof id === 'string').slice(0, 50);
}

/** Why somebody may not claim although the auction is for him. */
export function claimRefusal(
  action: string,
  { stage, auction }: OpportunityRow,
  inHand: InHand,
  { now, maxUnfinishedAwards }: { readonly now: number; readonly maxUnfinishedAwards: number },
): Problem<'auction.over' | 'auction.too_many_open' | 'auction.too_many_awards'> | undefined {
  if (action !== 'claim' || stage !== 'auctioned' || auction === null) return undefined;
  if (!runs(auction, now)) {
    return refuse('auction.over', { values: { endsAt: toInstant(auction.endedAt ?? auction.endsAt) } });
  }
  const { maxOpen } = auction.eligibility;
  const full = fullBy(inHand, { maxOpen, maxUnfinishedAwards });
  if (full === 'open') return refuse('auction.too_many_open', { values: { maxOpen: maxOpen ?? 0 } });
  return full && refuse('auction.too_many_awards', { values: { maxUnfinishedAwards } });
}
