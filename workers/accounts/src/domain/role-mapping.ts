import type { MappedRole } from '@keyline/schema';
import type { NamedAssignment } from './assignments.ts';

/** What there is to be given. */
export interface Mappable {
  readonly roles: readonly { readonly id: string; readonly key: string }[];
  readonly unitIds: readonly string[];
  /** The user's own unit. */
  readonly ownUnitId: string | null;
}

/**
 * The roles that somebody holds after a sign-in: of the roles that the mapping names, those whose value is claimed,
 * each in its scope; of all others, what he holds already. Roles and units that are gone are passed over, as is the
 * scope `unit` of somebody without a unit; of a role that is mapped twice in one scope the first counts.
 */
export function rolesAfterSignIn(
  held: readonly NamedAssignment[],
  mapping: readonly MappedRole[],
  claimed: readonly string[],
  { roles, unitIds, ownUnitId }: Mappable,
): NamedAssignment[] {
  const mapped = new Set(mapping.map(({ roleId }) => roleId));
  const given = new Map<string, NamedAssignment>();
  for (const { value, roleId, dataScope, orgUnitId } of mapping) {
    const role = roles.find(({ id }) => id === roleId);
    const place = `${roleId} ${dataScope}`;
    if (role === undefined || !claimed.includes(value) || given.has(place)) continue;
    const unitId = dataScope === 'unit' ? (orgUnitId ?? ownUnitId) : null;
    const unitGone = orgUnitId !== null && !unitIds.includes(orgUnitId);
    if (dataScope === 'unit' && (unitId === null || unitGone)) continue;
    given.set(place, { roleId, key: role.key, dataScope, orgUnitId: unitId });
  }
  return [...held.filter(({ roleId }) => !mapped.has(roleId)), ...given.values()];
}
