import type { Party } from './state.ts';
import { whoOf } from './who.ts';

/** Who holds a role at one level: in a unit, or (null) without one. */
export interface Level {
  readonly orgUnitId: string | null;
  readonly userIds: readonly string[];
}

/** What of the record matters to its process. */
export interface ProcessRecord {
  readonly ownerId: string | null;
  /** Null where an API key or the system made it. */
  readonly creatorId: string | null;
  /** Who drafted it, where that is not who made it; null: nobody who could decide on it. */
  readonly drafterId?: string | null;
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
}

/** People as they are at the moment of the decision, as the load found them. */
export interface Organisation {
  /** By role key: active holders in the record's unit, then in each unit above, at last those without a unit. */
  readonly holders: Readonly<Record<string, readonly Level[]>>;
  /** By role key: active holders in each department of the record's branch or company that supervises its category. */
  readonly supervising?: Readonly<Record<string, readonly Level[]>>;
  /** Keys of the roles of the process that anybody active holds, wherever. */
  readonly held: readonly string[];
  /** By role key: everybody active who holds it, wherever; without the roles that many hold. */
  readonly few: Readonly<Record<string, readonly string[]>>;
  /** Active administrators of the tenant. */
  readonly administrators: readonly string[];
  /** Who is in charge of the record's unit and of each unit above, up to the root; units without one left out. */
  readonly managers: readonly string[];
}

/** Whoever acts. The system has no user. */
export interface Actor {
  readonly userId: string | null;
  readonly isSystem?: boolean;
  /** Absent people for whom he stands in now. */
  readonly standsInFor: readonly string[];
  /** Keys of the roles that he, or somebody for whom he stands in, holds anywhere. */
  readonly roles: readonly { readonly role: string; readonly userId: string }[];
  /** Permissions that he holds at this record. */
  readonly permissions: ReadonlySet<string>;
}

const administrator = 'administrator';

/** Who decides nothing in an approval that begins: who drafted the record, and who asks for the approval. */
export function draftersOf(
  { creatorId, drafterId = creatorId }: ProcessRecord,
  by?: Pick<Actor, 'userId'>,
): readonly string[] {
  return [...new Set([drafterId, by?.userId ?? null])].filter((id) => id !== null);
}

/**
 * Approval candidates and actors by role: its holders in the nearest unit that has any who is not excluded, at
 * last the administrators. Empty only where nobody but the excluded is there at all.
 */
export function nearest(
  organisation: Organisation,
  role: string,
  excluded: readonly string[] = [],
): { readonly party: Party; readonly userIds: readonly string[] } {
  const free = (ids: readonly string[]) => ids.filter((id) => !excluded.includes(id));
  const levels = role === administrator ? [] : (organisation.holders[role] ?? []);
  for (const { orgUnitId, userIds } of levels) {
    const found = free(userIds);
    if (found.length > 0) return { party: { role, orgUnitId }, userIds: found };
  }
  return {
    party: { role: administrator, orgUnitId: null },
    userIds: free(organisation.administrators),
  };
}

/**
 * The departments that supervise the record's category, each with whoever holds the role there and is not excluded:
 * all of them have a say. Where there is nobody, `nearest`.
 */
function supervisors(
  organisation: Organisation,
  role: string,
  excluded: readonly string[] = [],
): readonly ReturnType<typeof nearest>[] {
  const found = (organisation.supervising?.[role] ?? []).flatMap(({ orgUnitId, userIds }) => {
    const free = userIds.filter((id) => !excluded.includes(id));
    return free.length === 0 ? [] : [{ party: { role, orgUnitId }, userIds: free }];
  });
  return found.length > 0 ? found : [nearest(organisation, role, excluded)];
}

/** Whom a role means at the record: by the category that it is of, or by its unit. */
export function placed(
  organisation: Organisation,
  { role, supervising }: { readonly role: string; readonly supervising: boolean },
  excluded: readonly string[] = [],
): readonly ReturnType<typeof nearest>[] {
  return supervising ? supervisors(organisation, role, excluded) : [nearest(organisation, role, excluded)];
}

/** Whom these words name, as a task names them: never nobody, unless only the system acts. */
export function partiesOf(
  words: readonly string[],
  record: ProcessRecord,
  organisation: Organisation,
): readonly Party[] {
  const parties = words.flatMap((word): Party[] => {
    const who = whoOf(word);
    if (who.kind === 'user') return [{ userId: who.userId }];
    if (who.kind === 'owner') return record.ownerId === null ? [] : [{ userId: record.ownerId }];
    if (who.kind === 'creator') return record.creatorId === null ? [] : [{ userId: record.creatorId }];
    if (who.kind === 'system') return [];
    if (who.anywhere) return [anywhere(organisation, who.role)];
    return placed(organisation, who).map(({ party }) => party);
  });
  const onlySystem = words.every((word) => word === 'system');
  const named = parties.length > 0 || onlySystem ? parties : [{ role: administrator, orgUnitId: null }];
  return unique(named);
}

/** Whoever holds the role, wherever; administrators where nobody does. */
export function anywhere({ held }: Organisation, role: string): Party {
  return { role: held.includes(role) ? role : administrator, orgUnitId: null };
}

/**
 * The party without these people: itself where none of them is of it, as far as that is known, else each of the others.
 * Empty where there is nobody else.
 */
export function othersOf(
  party: Party,
  excluded: readonly string[],
  organisation: Organisation,
): readonly Party[] {
  const ids = membersOf(party, organisation);
  if (!ids.some((id) => excluded.includes(id))) return [party];
  return ids.filter((id) => !excluded.includes(id)).map((userId) => ({ userId }));
}

function membersOf(party: Party, organisation: Organisation): readonly string[] {
  if ('userId' in party) return [party.userId];
  const { role, orgUnitId } = party;
  if (role === administrator) return organisation.administrators;
  if (orgUnitId === null) return organisation.few[role] ?? [];
  return levelOf(organisation, role, orgUnitId)?.userIds ?? [];
}

/** Who holds a role in this unit, of those that were looked at. */
function levelOf({ holders, supervising }: Organisation, role: string, orgUnitId: string): Level | undefined {
  const levels = [...(holders[role] ?? []), ...(supervising?.[role] ?? [])];
  return levels.find((level) => level.orgUnitId === orgUnitId);
}

function unique(parties: readonly Party[]): readonly Party[] {
  return [...new Map(parties.map((party) => [JSON.stringify(party), party])).values()];
}

/** The user as whom the actor acts among these people: himself, or an absent one for whom he stands in. */
export function actsAmong(actor: Actor, userIds: readonly string[]): string | undefined {
  if (actor.userId !== null && userIds.includes(actor.userId)) return actor.userId;
  return actor.standsInFor.find((id) => userIds.includes(id));
}

/** The user as whom the actor is one of those that the words name; `system` for the system itself. */
export function actsAs(
  actor: Actor,
  words: readonly string[],
  record: ProcessRecord,
  organisation: Organisation,
): string | undefined {
  if (actor.isSystem) return words.includes('system') ? 'system' : undefined;
  for (const word of words) {
    const who = whoOf(word);
    if (who.kind === 'system') continue;
    const found =
      who.kind === 'role' && who.anywhere
        ? actsAsParty(actor, anywhere(organisation, who.role), organisation)
        : actsAmong(actor, peopleOf(who, record, organisation));
    if (found !== undefined) return found;
  }
  return undefined;
}

function peopleOf(
  who: ReturnType<typeof whoOf>,
  { ownerId, creatorId }: ProcessRecord,
  organisation: Organisation,
): readonly string[] {
  if (who.kind === 'user') return [who.userId];
  if (who.kind === 'owner') return ownerId === null ? organisation.administrators : [ownerId];
  if (who.kind === 'creator') return creatorId === null ? organisation.administrators : [creatorId];
  return who.kind === 'role' ? placed(organisation, who).flatMap(({ userIds }) => userIds) : [];
}

/** The user as whom the actor is the party itself, or stands in for it. */
export function actsAsParty(actor: Actor, party: Party, organisation: Organisation): string | undefined {
  if ('userId' in party) return actsAmong(actor, [party.userId]);
  if (party.orgUnitId === null) {
    const holders = actor.roles.filter(({ role }) => role === party.role).map(({ userId }) => userId);
    return actsAmong(actor, holders);
  }
  const among = levelOf(organisation, party.role, party.orgUnitId)?.userIds ?? [];
  const isDepartments = organisation.supervising?.[party.role]?.some(
    ({ orgUnitId }) => orgUnitId === party.orgUnitId,
  );
  if (isDepartments) return actsAmong(actor, among);
  return actsAmong(actor, among) ?? actsAmong(actor, nearest(organisation, party.role).userIds);
}
