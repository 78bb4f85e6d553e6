import { inputError, type Runtime } from '@keyline/http';
import { type InputError, type Problem, ProblemError, refusals, refuseCommon } from '@keyline/kernel';
import { all, first } from '@keyline/store';
import type { IdentityProviderInput } from '../domain/identity-provider-input.ts';
import { some, unknownReference } from '../problems.ts';
import { identityProviderByName } from './identity-providers.ts';
import { orgUnitsByIds } from './org-units.ts';
import { type KnownRole, rolesByIds } from './roles.ts';

/** The problems that adding and changing an identity provider share. */
export const identityProviderInputProblems = {
  ...some('identity_provider.name_taken', 'user.beyond_own_rights'),
  ...unknownReference,
};

/** The loads behind those checks; `self` is the provider that is changed, or empty. */
export function identityProviderChecks({ name, roleMapping = [] }: IdentityProviderInput, self: string) {
  const roleIds = roleMapping.map(({ roleId }) => roleId);
  const unitIds = roleMapping.flatMap(({ orgUnitId }) => orgUnitId ?? []);
  return {
    namesake: name === undefined ? undefined : first(identityProviderByName.bind({ name, self })),
    roles: roleIds.length === 0 ? undefined : all(rolesByIds.bind({ ids: JSON.stringify(roleIds) })),
    units: unitIds.length === 0 ? undefined : all(orgUnitsByIds.bind({ ids: JSON.stringify(unitIds) })),
  };
}

interface CheckedState {
  readonly namesake?: object | undefined;
  readonly roles?: readonly KnownRole[] | undefined;
  readonly units?: readonly { readonly id: string }[] | undefined;
}

/**
 * Why the input may not stand beside the other records; undefined when it may. In production it throws the
 * problem of an address without TLS.
 */
export function identityProviderRefusal(
  body: IdentityProviderInput,
  state: CheckedState,
  { environment }: Runtime,
): Problem<keyof typeof identityProviderInputProblems> | undefined {
  const plain = environment === 'production' ? plainAddresses(body) : [];
  if (plain.length > 0) throw new ProblemError(refuseCommon('request.invalid', { errors: plain }));
  const refuse = refusals(identityProviderInputProblems);
  const errors = unknownReferences(body, state);
  if (errors.length > 0) return refuse('request.unknown_reference', { errors });
  if (state.namesake) return refuse('identity_provider.name_taken', { values: { name: body.name } });
  const beyond = [...new Set((state.roles ?? []).flatMap((role) => role.beyond))].sort();
  if (beyond.length === 0) return undefined;
  return refuse('user.beyond_own_rights', { values: { permissions: beyond.join(', ') } });
}

function plainAddresses({ issuer, redirectUris = [] }: IdentityProviderInput): InputError[] {
  const isPlain = (address: string) => !/^https:/i.test(address);
  return [
    ...(issuer !== undefined && isPlain(issuer) ? [inputError('/issuer', 'https')] : []),
    ...redirectUris.flatMap((uri, i) => (isPlain(uri) ? [inputError(`/redirectUris/${i}`, 'https')] : [])),
  ];
}

function unknownReferences({ roleMapping = [] }: IdentityProviderInput, state: CheckedState): InputError[] {
  const known = new Set([...(state.roles ?? []), ...(state.units ?? [])].map(({ id }) => id));
  return roleMapping.flatMap(({ roleId, orgUnitId }, i) => {
    const at = (field: string) => inputError(`/roleMapping/${i}/${field}`, 'unknown_reference');
    return [
      ...(known.has(roleId) ? [] : [at('roleId')]),
      ...(orgUnitId === null || known.has(orgUnitId) ? [] : [at('orgUnitId')]),
    ];
  });
}
