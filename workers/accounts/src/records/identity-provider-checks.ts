import { inputError, type Runtime } from '@keyline/http';
import { type InputError, type Problem, ProblemError, refusals, refuseCommon } from '@keyline/kernel';
import { orgUnits, roles } from '@keyline/schema';
import { asJson, first, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import type { IdentityProviderInput } from '../domain/identity-provider-input.ts';
import { some, unknownReference } from '../problems.ts';
import { identityProviderByName } from './identity-providers.ts';

/** The problems that adding and changing an identity provider share. */
export const identityProviderInputProblems = {
  ...some('identity_provider.name_taken'),
  ...unknownReference,
};

const knownRoles = statement({
  values: ['ids'],
  row: { ids: asJson<string[]>([]) },
  sql: sql`SELECT json_group_array(r.id) AS "ids" FROM json_each(${value('ids')}) j CROSS JOIN ${roles} r ON r.tenant_id = ${tenant} AND r.id = j.value WHERE r.kind <> 'key'`,
});

const knownUnits = statement({
  values: ['ids'],
  row: { ids: asJson<string[]>([]) },
  sql: sql`SELECT json_group_array(u.id) AS "ids" FROM json_each(${value('ids')}) j CROSS JOIN ${orgUnits} u ON u.tenant_id = ${tenant} AND u.id = j.value`,
});

/** The loads behind those checks; `self` is the provider that is changed, or empty. */
export function identityProviderChecks({ name, roleMapping = [] }: IdentityProviderInput, self: string) {
  const ids = (list: readonly (string | null)[]) => ({ ids: JSON.stringify([...new Set(list)]) });
  return {
    namesake: name === undefined ? undefined : first(identityProviderByName.bind({ name, self })),
    roles: first(knownRoles.bind(ids(roleMapping.map(({ roleId }) => roleId)))),
    units: first(knownUnits.bind(ids(roleMapping.map(({ orgUnitId }) => orgUnitId)))),
  };
}

interface CheckedState {
  readonly namesake?: object | undefined;
  readonly roles?: { readonly ids: readonly string[] } | undefined;
  readonly units?: { readonly ids: readonly string[] } | undefined;
}

/**
 * Why the input may not stand beside the other records; undefined when it may. Throws the problem of an input
 * that is wrong by itself: an address without TLS outside of tests, a scope that does not fit its unit.
 */
export function identityProviderRefusal(
  body: IdentityProviderInput,
  state: CheckedState,
  { environment }: Runtime,
): Problem<keyof typeof identityProviderInputProblems> | undefined {
  const wrong = [...(environment === 'production' ? plainAddresses(body) : []), ...unfitUnits(body)];
  if (wrong.length > 0) throw new ProblemError(refuseCommon('request.invalid', { errors: wrong }));
  const refuse = refusals(identityProviderInputProblems);
  const errors = unknownReferences(body, state);
  if (errors.length > 0) return refuse('request.unknown_reference', { errors });
  if (state.namesake) return refuse('identity_provider.name_taken', { values: { name: body.name } });
  return undefined;
}

function plainAddresses({ issuer, redirectUris = [] }: IdentityProviderInput): InputError[] {
  const isPlain = (address: string) => !/^https:/i.test(address);
  return [
    ...(issuer !== undefined && isPlain(issuer) ? [inputError('/issuer', 'https')] : []),
    ...redirectUris.flatMap((uri, i) => (isPlain(uri) ? [inputError(`/redirectUris/${i}`, 'https')] : [])),
  ];
}

function unfitUnits({ roleMapping = [] }: IdentityProviderInput): InputError[] {
  return roleMapping.flatMap(({ dataScope, orgUnitId }, i) =>
    (dataScope === 'unit') === (orgUnitId !== null)
      ? []
      : [inputError(`/roleMapping/${i}/orgUnitId`, dataScope === 'unit' ? 'required' : 'unit_scope_only')],
  );
}

function unknownReferences({ roleMapping = [] }: IdentityProviderInput, state: CheckedState): InputError[] {
  const isKnown = (known: { readonly ids: readonly string[] } | undefined, id: string | null) =>
    id === null || known?.ids.includes(id) === true;
  return roleMapping.flatMap(({ roleId, orgUnitId }, i) => [
    ...(isKnown(state.roles, roleId) ? [] : [inputError(`/roleMapping/${i}/roleId`, 'unknown_reference')]),
    ...(isKnown(state.units, orgUnitId)
      ? []
      : [inputError(`/roleMapping/${i}/orgUnitId`, 'unknown_reference')]),
  ]);
}
