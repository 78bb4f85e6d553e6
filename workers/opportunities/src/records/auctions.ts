import { grants, holdings } from '@keyline/auth';
import { namedAs, type People } from '@keyline/cases';
import { type Settings, settingsDefaults } from '@keyline/kernel';
import { anywhere, type Party } from '@keyline/process';
import { opportunities, orgUnits, roles } from '@keyline/schema';
import {
  armDeadline,
  asBoolean,
  asJson,
  asText,
  type Bound,
  businessNow,
  must,
  nameParties,
  settingInSql,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { fullBy, type InHand, runs } from '../domain/auction.ts';
import type { OpportunityRow } from '../views.ts';

/** What ends an auction by its time. */
export const auctionEnds = 'opportunity.auction_ends';

/** The role whose holders claim. The process lets administrators in where nobody holds it. */
const claimant = 'account_manager';
const claimants = sql.raw(`('${claimant}', 'administrator')`);

const [mostOpen, mostAwards] = [sql.raw('100'), sql.raw('1000')];

/** Somebody's open opportunities, no more than anybody asks about. */
const unfinished = (owner: SQL) =>
  sql`(SELECT count(*) FROM (SELECT 1 FROM ${opportunities} m INDEXED BY opportunities_unfinished WHERE m.tenant_id = ${tenant} AND m.owner_id = ${owner} AND m.outcome IS NULL AND m.stage <> 'signed' LIMIT ${mostOpen}))`;

/** Those of them that he claimed in an auction himself, no more than the settings can allow. */
const awards = (owner: SQL) =>
  sql`(SELECT count(*) FROM (SELECT 1 FROM ${opportunities} w INDEXED BY opportunities_awarded WHERE w.tenant_id = ${tenant} AND w.owner_id = ${owner} AND w.outcome IS NULL AND w.stage <> 'signed' AND w.auction ->> '$.state' = 'awarded' AND w.auction ->> '$.winnerId' = w.owner_id LIMIT ${mostAwards}))`;

const { maxUnfinishedAwards } = settingsDefaults.auction;
const mayHold = settingInSql('$.auction.maxUnfinishedAwards', maxUnfinishedAwards);

/**
 * Whether the auction of the opportunity under alias `a`, open or not, is for the caller: an account manager, in one of
 * its units or below where it names any: 1 or 0. Needs `holdings`.
 */
export const offeredTo = sql`EXISTS (SELECT 1 FROM h CROSS JOIN ${roles} hr ON hr.tenant_id = ${tenant} AND hr.id = h.role_id AND hr.key IN ${claimants} WHERE a.auction ->> '$.eligibility.orgUnitIds' IS NULL OR EXISTS (SELECT 1 FROM json_each(a.auction, '$.eligibility.orgUnitIds') eu CROSS JOIN ${orgUnits} eo ON eo.tenant_id = ${tenant} AND eo.id = eu.value CROSS JOIN ${orgUnits} ho ON ho.tenant_id = ${tenant} AND ho.id = h.unit_id WHERE ho.path >= eo.path AND ho.path < eo.path || '~'))`;

/** Whoever could claim by the caller's hand: himself, and absent people for whom he stands in. */
const bidders = sql`SELECT DISTINCT h.user_id FROM h CROSS JOIN ${roles} br ON br.tenant_id = ${tenant} AND br.id = h.role_id AND br.key IN ${claimants} WHERE h.user_id IS NOT NULL`;

/** What the caller has to do with the auction of an opportunity, and how much he, or for whom he acts, has in hand. */
export const standingInAuction = statement({
  values: ['id'],
  row: { offered: asBoolean, inHand: asJson<Readonly<Record<string, InHand>>>({}) },
  sql: sql`WITH ${grants('opportunities.act')}, ${holdings()} SELECT ${offeredTo} AS "offered", (SELECT json_group_object(b.user_id, json_object('open', ${unfinished(sql`b.user_id`)}, 'awards', ${awards(sql`b.user_id`)})) FROM (${bidders}) b) AS "inHand" FROM ${opportunities} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')}`,
});

type StandingInAuction = ReturnType<typeof standingInAuction.decode>;

/** What somebody has in hand who claims as this user. */
export function inHandOf(standing: StandingInAuction | undefined, userId: string | null | undefined): InHand {
  return standing?.inHand[userId ?? ''] ?? { open: 0, awards: 0 };
}

/** Whether the caller may claim now: the auction runs, is for him, and leaves him, or for whom he acts, room. */
export function mayClaim(
  { auction }: Pick<OpportunityRow, 'auction'>,
  standing: StandingInAuction | undefined,
  { userId, auction: bounds, now }: Claiming,
): boolean {
  if (auction === null || standing?.offered !== true || !runs(auction, now)) return false;
  const own = standing.inHand[userId ?? ''] ?? Object.values(standing.inHand)[0];
  return own !== undefined && fullBy(own, { ...bounds, maxOpen: auction.eligibility.maxOpen }) === undefined;
}

interface Claiming {
  readonly userId: string | null;
  readonly auction: Pick<Settings['auction'], 'maxUnfinishedAwards'>;
  readonly now: number;
}

/** At the commit of a claim: the auction runs and is for the caller, and who gets it has not too much in hand. */
export const mustBeClaimable = must(
  ['id', 'ownerId', 'maxOpen'],
  sql`WITH ${grants('opportunities.act')}, ${holdings()} SELECT a.stage = 'auctioned' AND a.auction ->> '$.state' = 'open' AND a.auction ->> '$.endsAt' > ${businessNow} AND ${offeredTo} AND (${value('maxOpen')} IS NULL OR ${unfinished(sql`${value('ownerId')}`)} < ${value('maxOpen')}) AND ${awards(sql`${value('ownerId')}`)} < ${mayHold} FROM ${opportunities} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')}`,
);

/** Units by their ids (a JSON list) with all below them, however many the tenant has. */
export const unitsBelow = statement({
  values: ['ids'],
  row: { key: asText, id: orgUnits.id },
  sql: sql`SELECT j.value AS "key", u.id AS "id" FROM json_each(${value('ids')}) j CROSS JOIN ${orgUnits} top ON top.tenant_id = ${tenant} AND top.id = j.value AND top.state = 'active' CROSS JOIN ${orgUnits} u ON u.tenant_id = ${tenant} AND u.path >= top.path AND u.path < top.path || '~'`,
});

/**
 * For whom an auction is, as its event tells: the account managers of these units and of all below them, of the tenant
 * where it names none.
 */
export function eligibleParties(units: readonly string[] | undefined, people: People): readonly Party[] {
  const places = units === undefined ? [null] : [...new Set(units)];
  return places.map((orgUnitId) => ({ ...anywhere(people, claimant), orgUnitId }));
}

/** Lets everybody for whom the auction is see the opportunity while it runs: `units` are those below it, too. */
export function namedForAuction(
  { id, accountId, auction }: OpportunityRow,
  units: readonly string[],
  people: People,
  now: number,
): Bound[] {
  if (auction === null) return [];
  const subject = { type: 'opportunity', id };
  const naming = { subject, accountId, reason: 'eligibility', causeId: auction.id, openedAt: now } as const;
  const eligible = eligibleParties(auction.eligibility.orgUnitIds && units, people);
  return nameParties(
    naming,
    eligible.flatMap((party) => namedAs(party, people) ?? []),
  );
}

/** Arms the end of an auction, or moves it. */
export function auctionArmed({ id, accountId, auction }: OpportunityRow): Bound[] {
  if (auction === null) return [];
  const subject = { type: 'opportunity', id };
  const { endsAt: dueAt, round: cycle } = auction;
  return [armDeadline({ worker: 'opportunities', kind: auctionEnds, subject, accountId, dueAt, cycle })];
}
