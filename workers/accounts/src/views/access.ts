import { choiceField, idField, instantField, lineField, toInstant } from '@keyline/kernel';
import { dataScopes, namingReasons } from '@keyline/schema';
import * as v from 'valibot';
import { type Access, explainedKinds, type NamedBy, type Verdict } from '../domain/access.ts';
import { wordsOf, wordsOfNaming } from '../domain/access-words.ts';
import { wordsField } from './role.ts';

const key = v.pipe(v.string(), v.metadata({ examples: ['account_manager'] }));
const roleName = wordsField(100, 'Account manager', '客户经理');
const why = wordsField(
  1000,
  'Allowed as Account manager, over what he owns.',
  '允许：角色“客户经理”，范围为本人负责的记录。',
);

export const sights = ['whole', 'public_part', 'nothing'] as const;

export const accessView = v.pipe(
  v.strictObject({
    subject: v.strictObject({
      type: choiceField(explainedKinds),
      id: v.pipe(v.string(), v.metadata({ examples: ['acc_01kafxq0h3e7rvx8bm2s9t4c5d'] })),
      accountId: v.nullable(idField('account')),
    }),
    principal: v.strictObject({
      id: v.pipe(v.string(), v.metadata({ examples: ['usr_01kafxq0h3e7rvx8bm2s9t4c5d'] })),
      type: choiceField(['user', 'api_key']),
      name: v.nullable(lineField(100, '王磊')),
    }),
    created: v.pipe(v.boolean(), v.description('It made the record, or the account that it hangs on.')),
    sight: v.pipe(choiceField(sights), v.description('What it sees of the record.')),
    permissions: v.array(
      v.strictObject({
        permission: v.pipe(v.string(), v.metadata({ examples: ['accounts.read'] })),
        allowed: v.boolean(),
        why: v.array(why),
        roles: v.array(
          v.strictObject({
            roleId: idField('role'),
            key,
            name: roleName,
            dataScope: choiceField(dataScopes),
            orgUnitId: v.nullable(idField('org_unit')),
            orgUnitName: v.nullable(lineField(100, '高新分公司')),
            reaches: v.pipe(v.boolean(), v.description('The record lies in the scope.')),
          }),
        ),
      }),
    ),
    named: v.pipe(
      v.array(
        v.strictObject({
          reason: choiceField(namingReasons),
          causeId: v.pipe(v.string(), v.description('The task, approval or auction that is open.')),
          roleKey: v.nullable(key),
          orgUnitId: v.nullable(idField('org_unit')),
          openedAt: instantField,
          why,
        }),
      ),
      v.description('Open work that names it here: that shows the public part.'),
    ),
  }),
  v.metadata({ ref: 'Access' }),
);

/** One permission of an explanation. */
export function viewVerdict(verdict: Verdict, access: Access) {
  return {
    permission: verdict.permission,
    allowed: verdict.allowed,
    why: wordsOf(verdict, access),
    roles: verdict.grants.map((grant) => ({
      roleId: grant.roleId,
      key: grant.roleKey,
      name: grant.roleName,
      dataScope: grant.dataScope,
      orgUnitId: grant.orgUnitId,
      orgUnitName: grant.orgUnitName,
      reaches: grant.reaches,
    })),
  };
}

export function viewNaming(naming: NamedBy) {
  const { reason, causeId, roleKey, orgUnitId, openedAt } = naming;
  return {
    ...{ reason, causeId, roleKey, orgUnitId, openedAt: toInstant(openedAt) },
    why: wordsOfNaming(naming),
  };
}
