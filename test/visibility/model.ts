import type { DataScope } from '@keyline/schema';

/**
 * Who sees what, written down a second time: as product.md says it, over plain lists, without a database, slow,
 * and simple enough to trust.
 */
export interface Organisation {
  readonly units: readonly Unit[];
  readonly principals: readonly Principal[];
  readonly holdings: readonly Holding[];
  readonly accounts: readonly Account[];
  readonly team: readonly Member[];
  readonly namings: readonly Naming[];
  readonly absences: readonly Absence[];
}

export interface Unit {
  readonly id: string;
  readonly parentId: string | null;
}

/** A user or an API key. */
export interface Principal {
  readonly id: string;
  /** Null: a key. */
  readonly userId: string | null;
  readonly partnerId: string | null;
  /** Where the user works. */
  readonly unitId: string | null;
}

/** A role of a principal, in one scope. */
export interface Holding {
  readonly principalId: string;
  readonly roleId: string;
  readonly permissions: readonly string[];
  readonly scope: DataScope;
  /** The unit that scope `unit` means. */
  readonly unitId: string | null;
}

/** Anything that falls into scopes. */
export interface Account {
  readonly id: string;
  readonly createdBy: string;
  readonly ownerId: string | null;
  readonly unitId: string | null;
  readonly partnerId?: string | null;
}

export interface Member {
  readonly accountId: string;
  readonly userId: string;
  readonly removed: boolean;
}

/** Somebody is away, or was, and another stands in for him. */
export interface Absence {
  readonly userId: string;
  readonly delegateId: string;
  readonly isNow: boolean;
}

/** Something open that names a user, or a role in a unit, or a role anywhere. */
export interface Naming {
  readonly accountId: string;
  readonly userId: string | null;
  readonly roleId: string | null;
  readonly unitId: string | null;
}

export type Sight = 'whole' | 'public part' | 'nothing';

/** Whether any role of the principal holds the permission. */
export function holds(organisation: Organisation, principal: Principal, permission: string): boolean {
  return grantsOf(organisation, principal, permission).length > 0;
}

/** What the principal sees of an account by this permission. */
export function sightOf(
  organisation: Organisation,
  principal: Principal,
  permission: string,
  account: Account,
): Sight {
  const held = grantsOf(organisation, principal, permission);
  if (held.length === 0) return 'nothing';
  if (account.createdBy === principal.id) return 'whole';
  if (held.some((holding) => reaches(organisation, principal, holding, account))) return 'whole';
  const names = organisation.namings.filter(({ accountId }) => accountId === account.id);
  const actsFor = [principal, ...absentBehind(organisation, principal)];
  const named = names.some((naming) => actsFor.some((one) => isNamed(organisation, one, naming)));
  return named ? 'public part' : 'nothing';
}

function grantsOf({ holdings }: Organisation, { id }: Principal, permission: string): Holding[] {
  return holdings.filter(
    ({ principalId, permissions }) => principalId === id && permissions.includes(permission),
  );
}

function reaches(
  organisation: Organisation,
  { userId, partnerId }: Principal,
  { scope, unitId }: Holding,
  account: Account,
): boolean {
  const owns = userId !== null && account.ownerId === userId;
  switch (scope) {
    case 'own':
      return owns;
    case 'team':
      return (
        owns ||
        organisation.team.some(
          (member) => member.accountId === account.id && member.userId === userId && !member.removed,
        )
      );
    case 'unit':
      return unitsUpFrom(organisation, account.unitId).includes(unitId ?? 'no unit');
    case 'tenant':
      return true;
    case 'partner':
      return partnerId !== null && account.partnerId === partnerId;
  }
}

/** The unit and all above it. */
function unitsUpFrom({ units }: Organisation, id: string | null): string[] {
  const unit = units.find((one) => one.id === id);
  return unit === undefined ? [] : [unit.id, ...unitsUpFrom({ units } as Organisation, unit.parentId)];
}

/** Those for whom somebody stands in just now. */
function absentBehind({ absences, principals }: Organisation, { userId }: Principal): Principal[] {
  const away = absences.filter(({ delegateId, isNow }) => isNow && delegateId === userId);
  return principals.filter((one) => away.some((absence) => absence.userId === one.userId));
}

/** By name, or by a role: in the unit for which it is held, else in the one where its holder works. */
function isNamed({ holdings }: Organisation, principal: Principal, naming: Naming): boolean {
  if (naming.userId !== null && naming.userId === principal.userId) return true;
  const held = holdings.filter(
    ({ principalId, roleId }) => principalId === principal.id && roleId === naming.roleId,
  );
  return held.some(({ unitId }) => naming.unitId === null || naming.unitId === (unitId ?? principal.unitId));
}
