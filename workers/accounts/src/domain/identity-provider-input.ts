import { choiceField, idField, lineField } from '@keyline/kernel';
import type { DataScope } from '@keyline/schema';
import * as v from 'valibot';

/** The scopes of staff: who belongs to a partner is not told by a claim. */
export const mappedScopes = ['own', 'team', 'unit', 'tenant'] as const satisfies readonly DataScope[];

function urlOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url !== undefined && url.username === '' && url.password === '' && !text.includes('#');
  return plain && /^https?:$/.test(url.protocol) ? url : undefined;
}

const issuerField = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(500),
  v.check((text) => urlOf(text) !== undefined && !text.includes('?'), 'issuer'),
  v.description('Where the provider describes itself: <issuer>/.well-known/openid-configuration.'),
  v.metadata({ examples: ['https://login.example.cn'] }),
);

const redirectUriField = v.pipe(
  v.string(),
  v.maxLength(500),
  v.check((text) => urlOf(text) !== undefined, 'redirect_uri'),
  v.metadata({ examples: ['https://crm.example.cn/signed-in'] }),
);

const scopeField = v.pipe(
  v.string(),
  v.maxLength(100),
  v.regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'scope'),
  v.metadata({ examples: ['profile'] }),
);

const domainField = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(253),
  v.regex(/^([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u, 'domain'),
  v.metadata({ examples: ['example.cn'] }),
);

const mappedRoleField = v.pipe(
  v.strictObject({
    value: lineField(200, 'keyline-admins'),
    roleId: idField('role'),
    dataScope: choiceField(mappedScopes),
    orgUnitId: v.exactOptional(
      v.pipe(
        v.nullable(idField('org_unit')),
        v.description("The unit of scope unit; the user's own unit when absent."),
      ),
    ),
  }),
  v.transform(({ orgUnitId = null, ...given }) => ({
    ...given,
    orgUnitId: given.dataScope === 'unit' ? orgUnitId : null,
  })),
);

const secretField = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(1000),
  v.regex(/^[\x20-\x7e]*$/, 'line'),
  v.description(
    'Kept sealed and never shown again. A public client has none: it proves itself by PKCE alone.',
  ),
  v.metadata({ examples: ['a secret of the provider'] }),
);

const nameField = lineField(100, '集团统一认证');
const clientIdField = lineField(300, 'keyline-xian');
const redirectUrisField = v.pipe(v.array(redirectUriField), v.minLength(1), v.maxLength(20));

const further = {
  state: v.exactOptional(choiceField(['active', 'disabled'])),
  scopes: v.exactOptional(
    v.pipe(
      v.array(scopeField),
      v.maxLength(20),
      v.description('What the provider is asked for: openid always; at first also profile and email.'),
    ),
  ),
  signUpUsers: v.exactOptional(
    v.pipe(
      v.boolean(),
      v.description('Whether somebody unknown with a verified e-mail becomes a user at the first sign-in.'),
      v.metadata({ examples: [false] }),
    ),
  ),
  roleMapping: v.exactOptional(
    v.pipe(
      v.array(mappedRoleField),
      v.maxLength(100),
      v.description(
        'The role claim gives and takes the roles that are named here, at every sign-in; it leaves others alone.',
      ),
    ),
  ),
  clientSecret: v.exactOptional(v.nullable(secretField)),
  emailDomains: v.exactOptional(
    v.nullable(
      v.pipe(
        v.array(domainField),
        v.minLength(1),
        v.maxLength(50),
        v.description('Only addresses of these domains find or make a user; null: those of any.'),
      ),
    ),
  ),
  roleClaim: v.exactOptional(
    v.nullable(
      v.pipe(
        lineField(200, 'groups'),
        v.description('The claim that holds the values of roleMapping; `a.b` also means b within a.'),
      ),
    ),
  ),
};

export const createIdentityProviderBody = v.strictObject({
  name: nameField,
  issuer: issuerField,
  clientId: clientIdField,
  redirectUris: redirectUrisField,
  ...further,
});

export const changeIdentityProviderBody = v.pipe(
  v.strictObject({
    name: v.exactOptional(nameField),
    issuer: v.exactOptional(issuerField),
    clientId: v.exactOptional(clientIdField),
    redirectUris: v.exactOptional(redirectUrisField),
    ...further,
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
);

/** What a caller may say of an identity provider. */
export type IdentityProviderInput = v.InferOutput<typeof changeIdentityProviderBody>;
