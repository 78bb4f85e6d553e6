import { permissionKeys } from '@keyline/auth';
import { choiceField, idField, lineField } from '@keyline/kernel';
import type { roles } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { scopes } from '../domain/user-input.ts';
import { record, stamps } from './record.ts';

export const roleKinds = ['default', 'custom'] as const;

/** A text in both languages. */
export function wordsField(max: number, en: string, chinese: string) {
  return v.strictObject({ en: lineField(max, en), 'zh-CN': lineField(max, chinese) });
}

export const permissionField = v.pipe(
  v.picklist(permissionKeys),
  v.metadata({ examples: ['accounts.read'] }),
);

export const roleView = v.pipe(
  v.strictObject({
    id: idField('role'),
    ...record,
    key: v.pipe(v.string(), v.metadata({ examples: ['account_manager'] })),
    kind: choiceField(roleKinds),
    name: wordsField(100, 'Account manager', '客户经理'),
    defaultScopes: v.pipe(
      v.array(choiceField(scopes)),
      v.description('The scopes in which a holder sees data where none is named.'),
    ),
    permissions: v.array(v.pipe(v.string(), v.metadata({ examples: ['accounts.read'] }))),
  }),
  v.metadata({ ref: 'Role' }),
);

type RoleRow = Omit<RecordState<typeof roles>, 'createdBy'> & { readonly permissions: readonly string[] };

export function viewRole(row: RoleRow) {
  return {
    id: row.id,
    ...stamps(row),
    key: row.key,
    kind: row.kind,
    name: row.name,
    defaultScopes: row.defaultScopes,
    permissions: [...row.permissions].sort(),
  };
}
