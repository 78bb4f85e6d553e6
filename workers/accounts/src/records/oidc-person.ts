import { newId } from '@keyline/kernel';
import { identityLinks, principals } from '@keyline/schema';
import { type Bound, type Change, created, insert, type Moment } from '@keyline/store';
import type { NamedAssignment } from '../domain/assignments.ts';
import { claimValues, nameOf } from '../domain/oidc-claims.ts';
import { rolesAfterSignIn } from '../domain/role-mapping.ts';
import { administers } from '../domain/user-changes.ts';
import type { Confirmed, FoundPerson } from './oidc-sign-in.ts';
import { changeOfUser } from './user-changes.ts';
import { assigned, mustHaveOtherAdministrator, type UserToChange, userSubject } from './users.ts';

/** The part of the commit that is about the user who signs in. */
interface Person {
  readonly userId: string;
  readonly musts: readonly Bound[];
  readonly changes: readonly Change[];
  readonly also: readonly Bound[];
}

type Refusal = 'auth.oidc_email_not_accepted' | 'auth.oidc_not_linked' | 'auth.oidc_user_blocked';

/**
 * Whom the provider's person is here: the user to whom he is linked; else, once, the user with his e-mail, as long
 * as the provider has not called that user by another name before; else a new user, where that is wanted.
 */
export function personSigningIn(
  moment: Moment,
  realNow: number,
  confirmed: Confirmed,
  found: FoundPerson,
): Person | Refusal {
  const { provider, claims } = confirmed;
  const { linked, ofEmail, otherSubject, email } = found;
  const link = (userId: string) =>
    insert(identityLinks, { providerId: provider.id, subject: claims.sub, userId, linkedAt: realNow });
  if (linked !== undefined) return admitted(moment, linked, confirmed, found);
  if (email === undefined) return 'auth.oidc_email_not_accepted';
  if (otherSubject !== undefined) return 'auth.oidc_not_linked';
  if (ofEmail !== undefined) {
    const person = admitted(moment, ofEmail, confirmed, found);
    return typeof person === 'string' ? person : { ...person, also: [...person.also, link(ofEmail.id)] };
  }
  if (!provider.signUpUsers) return 'auth.oidc_not_linked';
  const person = signedUp(moment, email, confirmed, found);
  return { ...person, also: [...person.also, link(person.userId)] };
}

/** The roles that somebody holds from now on; undefined where the provider has no say in them. */
function rolesOf(
  held: readonly NamedAssignment[],
  ownUnitId: string | null,
  { provider: { roleClaim, roleMapping }, claims }: Confirmed,
  { roles, units }: FoundPerson,
): NamedAssignment[] | undefined {
  if (roleClaim === null) return undefined;
  const known = { roles, unitIds: units.map(({ id }) => id), ownUnitId };
  return rolesAfterSignIn(held, roleMapping, claimValues(claims, roleClaim), known);
}

/** A user who is there; the last administrator stays one, whatever the provider claims. */
function admitted(
  moment: Moment,
  user: UserToChange,
  confirmed: Confirmed,
  found: FoundPerson,
): Person | Refusal {
  if (user.status !== 'active') return 'auth.oidc_user_blocked';
  const next = rolesOf(user.roles, user.orgUnitId, confirmed, found);
  const resigns =
    next !== undefined && administers(user.roles, user.status) && !administers(next, user.status);
  const isLast = resigns && !user.othersAdminister;
  const kept = isLast ? user.roles.filter((role) => administers([role], user.status)) : [];
  const { changes, also } = changeOfUser(moment, user, {}, next && [...next, ...kept]);
  const musts = resigns && !isLast ? [mustHaveOtherAdministrator.bind({ id: user.id })] : [];
  return { userId: user.id, musts, changes, also };
}

function signedUp(moment: Moment, email: string, confirmed: Confirmed, found: FoundPerson): Person {
  const id = newId('user');
  const roles = rolesOf([], null, confirmed, found) ?? [];
  const made = created(
    moment,
    userSubject,
    {
      id,
      name: nameOf(confirmed.claims, email),
      email,
      emailKey: email.toLowerCase(),
      passwordHash: null,
      status: 'active',
      orgUnitId: null,
      mobile: null,
      locale: null,
      externalId: null,
    },
    { type: 'user.created', changes: { roles: [null, roles] } },
  );
  const principal = { id, kind: 'user', userId: id, partnerId: null, status: 'active' } as const;
  return {
    userId: id,
    musts: [],
    changes: [made],
    also: [insert(principals, principal), assigned(id, roles)],
  };
}
