import type { Context } from '../context.ts';
import type { WorkingTime } from '../limits.ts';
import type { Actor, Level, Organisation, ProcessRecord } from '../people.ts';

const minute = 60_000;

/** Every minute is a working minute. */
export const alwaysOpen: WorkingTime = {
  add: (from, minutes) => from + minutes * minute,
  between: (from, to) => Math.floor((to - from) / minute),
};

/** A user of this name: `usr_` and a well-formed suffix. */
export function user(name: string): string {
  return `usr_01kafxq0h3e7rvx8bm2s${[...name]
    .map((one) => one.charCodeAt(0).toString(16))
    .join('')
    .padStart(6, '0')
    .slice(-6)}`;
}

/** Who holds which roles where; the unit of the record is `team`, above it `branch`, then `company`. */
export function organisationOf(
  holders: Readonly<Record<string, readonly (readonly [unit: string | null, ...users: string[]])[]>>,
  administrators: readonly string[] = ['adm'],
  managers: readonly string[] = [],
): Organisation {
  const levels = Object.entries(holders).map(([role, units]) => [
    role,
    units.map(([orgUnitId, ...userIds]): Level => ({ orgUnitId, userIds: userIds.map(user) })),
  ]);
  return {
    holders: Object.fromEntries(levels),
    held: Object.keys(holders),
    few: Object.fromEntries(
      levels.map(([role, of]) => [role, (of as readonly Level[]).flatMap(({ userIds }) => userIds)]),
    ),
    administrators: administrators.map(user),
    managers: managers.map(user),
  };
}

/** This user as an actor, with the roles that the organisation gives him and those for whom he stands in. */
export function actorOf(
  name: string,
  organisation: Organisation,
  standsInFor: readonly string[] = [],
): Actor {
  const people = [user(name), ...standsInFor.map(user)];
  const roles = Object.entries(organisation.holders).flatMap(([role, levels]) =>
    levels.flatMap(({ userIds }) => userIds.map((userId) => ({ role, userId }))),
  );
  const administrators = organisation.administrators.map((userId) => ({ role: 'administrator', userId }));
  return {
    userId: user(name),
    standsInFor: standsInFor.map(user),
    roles: [...roles, ...administrators].filter(({ userId }) => people.includes(userId)),
    permissions: new Set(['cases.act']),
  };
}

/** What a decision knows of a record of `ann`, owned by `bob`. */
export function contextOf(
  organisation: Organisation,
  fields: ProcessRecord['fields'] = {},
  extras: Partial<Context> = {},
): Context {
  return {
    record: { ownerId: user('bob'), creatorId: user('ann'), fields },
    organisation,
    time: alwaysOpen,
    ...extras,
  };
}
