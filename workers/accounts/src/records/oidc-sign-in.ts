import { isBoundBy, type OidcClaims, parseOidcState, secretsOfBinding } from '@keyline/auth/oidc';
import type { PublicDecision, Runtime } from '@keyline/http';
import { ProblemError, refusals } from '@keyline/kernel';
import { all, first, type SystemStore } from '@keyline/store';
import { verifiedEmail } from '../domain/oidc-claims.ts';
import { some } from '../problems.ts';
import { clientSecretOf, type IdentityProviderRow, identityProviderById } from './identity-providers.ts';
import {
  attemptByState,
  claimAttempt,
  finishAttempt,
  linkedUser,
  mustBeFree,
  mustBeUnfinished,
  releaseAttempt,
  subjectOfEmail,
  userOfEmail,
} from './oidc-attempts.ts';
import { oidcClientOf, problemOf, providerProblems } from './oidc-client.ts';
import { personSigningIn } from './oidc-person.ts';
import { orgUnitsByIds } from './org-units.ts';
import { rolesByIds } from './roles.ts';
import { type SignInRequest, startSession } from './start-session.ts';
import { ownTenant } from './tenants.ts';

/** The problems of a sign-in by OpenID Connect, once it has begun. */
export const oidcSignInProblems = {
  ...some(
    'auth.oidc_attempt_over',
    'auth.oidc_provider_not_found',
    'auth.oidc_email_not_accepted',
    'auth.oidc_not_linked',
    'auth.oidc_user_blocked',
  ),
  ...providerProblems,
};

const refuse = refusals(oidcSignInProblems);

/** What came back from the provider, with what the browser kept. */
export interface OidcReturn {
  readonly state: string;
  readonly code: string;
  readonly binding: string;
  readonly iss?: string;
}

/** A person whom a provider has confirmed, and the attempt that this finishes. */
export interface Confirmed {
  readonly tenantId: string;
  readonly stateHash: string;
  readonly provider: IdentityProviderRow;
  readonly claims: OidcClaims;
}

/**
 * Takes the attempt to itself and exchanges the code at the provider, once. Throws the problem that forbids it; the
 * attempt is still good then.
 */
export async function confirmIdentity(
  { state, code, binding, iss }: OidcReturn,
  given: { readonly system: SystemStore; readonly realNow: number; readonly runtime: Runtime },
): Promise<Confirmed> {
  const { system, realNow, runtime } = given;
  const place = parseOidcState(state);
  if (place?.cell !== runtime.cell) throw new ProblemError(refuse('auth.oidc_attempt_over'));
  const { tenantId, providerId, stateHash } = place;
  const store = system.forTenant(tenantId, 'anonymous');
  const { attempt, provider, tenant } = await store.read({
    attempt: first(attemptByState.bind({ stateHash })),
    provider: first(identityProviderById.bind({ id: providerId })),
    tenant: first(ownTenant.bind({})),
  });
  const lives = attempt !== undefined && attempt.providerId === providerId && attempt.expiresAt > realNow;
  if (!lives || !isBoundBy(binding, attempt.bindingHash)) {
    throw new ProblemError(refuse('auth.oidc_attempt_over'));
  }
  const { redirectUri } = attempt;
  const open = provider?.state === 'active' && tenant?.status === 'active';
  if (!open || !provider.redirectUris.includes(redirectUri)) {
    throw new ProblemError(refuse('auth.oidc_provider_not_found'));
  }
  const { issuer, clientId, roleClaim } = provider;
  const clientSecret = await clientSecretOf(runtime, provider);
  const asked = {
    provider: { issuer, clientId, clientSecret },
    ...{ code, iss, redirectUri, ...secretsOfBinding(binding) },
    wanted: ['email', 'email_verified', 'name', ...(roleClaim === null ? [] : [roleClaim])],
  };
  const musts = [mustBeFree.bind({ stateHash, now: realNow })];
  const claim = await store.commit({ musts, changes: [], also: [claimAttempt(stateHash, realNow)] });
  if (!claim.committed) throw new ProblemError(refuse('auth.oidc_attempt_over'));
  try {
    const claims = await (await oidcClientOf(runtime)).claimsOf(asked, realNow);
    return { tenantId, stateHash, provider, claims };
  } catch (error) {
    await store.commit({ changes: [], also: [releaseAttempt(stateHash)] });
    throw problemOf(error, providerId);
  }
}

/** What there is of this person, and of the roles that the provider gives and takes. */
export async function loadPerson(system: SystemStore, { tenantId, stateHash, provider, claims }: Confirmed) {
  const { id: providerId, roleMapping, emailDomains } = provider;
  const email = verifiedEmail(claims, emailDomains);
  const emailKey = email?.toLowerCase();
  const ids = (list: readonly string[]) => ({ ids: JSON.stringify(list) });
  const found = await system.forTenant(tenantId, 'anonymous').read({
    attempt: first(attemptByState.bind({ stateHash })),
    linked: first(linkedUser.bind({ providerId, subject: claims.sub })),
    ofEmail: emailKey === undefined ? undefined : first(userOfEmail.bind({ emailKey })),
    otherSubject: emailKey === undefined ? undefined : first(subjectOfEmail.bind({ providerId, emailKey })),
    roles: all(rolesByIds.bind(ids(roleMapping.map(({ roleId }) => roleId)))),
    units: all(orgUnitsByIds.bind(ids(roleMapping.flatMap(({ orgUnitId }) => orgUnitId ?? [])))),
  });
  return { email, ...found };
}

export type FoundPerson = Awaited<ReturnType<typeof loadPerson>>;

/** Lets the confirmed person in: as the user he is, or becomes, in the roles that the provider claims. */
export async function oidcSignIn(
  confirmed: Confirmed,
  found: FoundPerson,
  given: SignInRequest,
): Promise<PublicDecision> {
  const { tenantId, stateHash, provider } = confirmed;
  if (found.attempt === undefined) throw new ProblemError(refuse('auth.oidc_attempt_over'));
  const moment = { ...given.moment, actor: { type: 'system', id: provider.id } } as const;
  const person = personSigningIn(moment, given.realNow, confirmed, found);
  if (typeof person === 'string') {
    return { tenantId, changes: [], also: [releaseAttempt(stateHash)], problem: refuse(person) };
  }
  const facts = { identityProviderId: provider.id };
  const session = await startSession(given, { tenantId, userId: person.userId }, facts);
  return {
    ...session,
    musts: [mustBeUnfinished.bind({ stateHash }), ...person.musts],
    changes: [...person.changes, ...session.changes],
    also: [finishAttempt.bind({ stateHash }), ...person.also, ...session.also],
  };
}
