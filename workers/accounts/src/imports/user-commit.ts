import { changedMany, createdMany, type Moment } from '@keyline/store';
import { sameRoles } from '../domain/user-changes.ts';
import { unitMusts } from '../records/org-units.ts';
import { enlisted } from '../records/user-pages.ts';
import { userSubject } from '../records/users.ts';
import type { CurrentUser, UsersOfPage } from './user-page.ts';

function fieldsOf({ id, name, email, emailKey, mobile, locale, orgUnitId, externalId }: CurrentUser) {
  return { id, name, email, emailKey, mobile, locale, orgUnitId, externalId };
}

/** Whether a user stays as he is. */
export function isSame(one: CurrentUser, other: CurrentUser): boolean {
  return (
    JSON.stringify(fieldsOf(one)) === JSON.stringify(fieldsOf(other)) && sameRoles(one.roles, other.roles)
  );
}

/** The commit of all whom the rows of a page made and changed: a few statements, whatever their number. */
export function commitOf(users: UsersOfPage, moment: Moment) {
  const fresh = users.standing.filter(({ before }) => before === undefined).map(({ current }) => current);
  const touched = users.standing.flatMap(({ before, current }) =>
    before === undefined || before === current ? [] : [{ before, current }],
  );
  const rows = fresh.map((one) => ({ ...fieldsOf(one), passwordHash: null, status: 'active' as const }));
  const created = createdMany(moment, userSubject, rows, (place) => {
    return { type: 'user.created', changes: { roles: [null, fresh[place]?.roles ?? []] } };
  });
  const patches = touched.map(({ before, current }) => {
    const { id: _, ...patch } = fieldsOf(current);
    return { before, patch };
  });
  const changed = changedMany(moment, userSubject, patches, (place) => {
    const { before, current } = touched[place] ?? {};
    const same = before === undefined || current === undefined || sameRoles(before.roles, current.roles);
    return { type: 'user.changed', ...(!same && { changes: { roles: [before.roles, current.roles] } }) };
  });
  const reassigned = touched.filter(({ before, current }) => !sameRoles(before.roles, current.roles));
  const holders = [...fresh, ...reassigned.map(({ current }) => current)];
  const units = holders.flatMap(({ orgUnitId, roles }) => [orgUnitId, ...roles.map((one) => one.orgUnitId)]);
  return {
    changes: [created, changed],
    musts: unitMusts([...units, ...touched.map(({ current }) => current.orgUnitId)]),
    also: enlisted(
      fresh.map(({ id }) => id),
      holders,
    ),
  };
}
