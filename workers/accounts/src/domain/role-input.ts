import { choiceField, lineField } from '@keyline/kernel';
import * as v from 'valibot';
import { scopes } from './user-input.ts';

/** The key of a role of the tenant's own. */
const keyField = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'role_key'),
  v.minLength(2),
  v.maxLength(40),
  v.metadata({ examples: ['bid_writer'] }),
);

/** The input of a role, out of this catalogue of permissions. */
export function roleInput(permissions: readonly [string, ...string[]]) {
  const fields = {
    name: v.strictObject({ en: lineField(100, 'Bid writer'), 'zh-CN': lineField(100, '标书专员') }),
    defaultScopes: v.pipe(v.array(choiceField(scopes)), v.minLength(1), v.maxLength(scopes.length)),
    permissions: v.pipe(
      v.array(v.pipe(v.picklist(permissions), v.metadata({ examples: ['accounts.read'] }))),
      v.maxLength(500),
    ),
  };
  const { name, defaultScopes, permissions: held } = fields;
  return {
    create: v.strictObject({ key: keyField, ...fields }),
    change: v.pipe(
      v.strictObject({
        name: v.exactOptional(name),
        defaultScopes: v.exactOptional(defaultScopes),
        permissions: v.exactOptional(held),
      }),
      v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
      v.metadata({ examples: [{ permissions: ['accounts.read', 'contacts.read'] }] }),
    ),
  };
}
