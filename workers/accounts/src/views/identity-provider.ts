import { choiceField, idField, lineField } from '@keyline/kernel';
import type { identityProviders } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { mappedScopes } from '../domain/identity-provider-input.ts';
import { record, stamps } from './record.ts';

const text = (example: string) => v.pipe(v.string(), v.metadata({ examples: [example] }));

const mappedRole = v.strictObject({
  value: text('keyline-admins'),
  roleId: idField('role'),
  dataScope: choiceField(mappedScopes),
  orgUnitId: v.nullable(idField('org_unit')),
});

export const identityProviderView = v.pipe(
  v.strictObject({
    id: idField('identity_provider'),
    ...record,
    name: lineField(100, '集团统一认证'),
    state: choiceField(['active', 'disabled']),
    issuer: text('https://login.example.cn'),
    clientId: text('keyline-xian'),
    hasClientSecret: v.pipe(v.boolean(), v.metadata({ examples: [true] })),
    scopes: v.array(text('profile')),
    redirectUris: v.array(text('https://crm.example.cn/signed-in')),
    emailDomains: v.nullable(v.array(text('example.cn'))),
    signUpUsers: v.pipe(v.boolean(), v.metadata({ examples: [false] })),
    roleClaim: v.nullable(text('groups')),
    roleMapping: v.array(mappedRole),
  }),
  v.metadata({ ref: 'IdentityProvider' }),
);

/** A provider as administrators see it: never its secret, only whether there is one. */
export function viewIdentityProvider(row: RecordState<typeof identityProviders>) {
  return {
    id: row.id,
    ...stamps(row),
    name: row.name,
    state: row.state,
    issuer: row.issuer,
    clientId: row.clientId,
    hasClientSecret: row.clientSecret !== null,
    scopes: row.scopes,
    redirectUris: row.redirectUris,
    emailDomains: row.emailDomains,
    signUpUsers: row.signUpUsers,
    roleClaim: row.roleClaim,
    roleMapping: row.roleMapping,
  };
}
