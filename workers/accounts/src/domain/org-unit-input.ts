import { choiceField, idField, lineField } from '@keyline/kernel';
import { type CategoryKey, categoryKeys } from '@keyline/protocol';
import * as v from 'valibot';

export const unitNameField = lineField(100, '高新分公司');

/** Each category once, in the order of the catalogue: the same choice is the same list. */
function inOrder(given: CategoryKey[]): CategoryKey[] {
  return categoryKeys.filter((key) => given.includes(key));
}

export const categoriesField = v.pipe(
  v.array(choiceField(categoryKeys)),
  v.maxLength(categoryKeys.length),
  v.transform(inOrder),
  v.description('The business categories that a department supervises 主管业务; empty for other kinds.'),
  v.metadata({ examples: [['internet_line', 'data_line']] }),
);

export const managerField = v.pipe(idField('user'), v.description('The user in charge 负责人.'));

export const createOrgUnitBody = v.strictObject({
  name: unitNameField,
  kind: choiceField(['branch', 'department', 'grid']),
  parentId: v.exactOptional(v.pipe(idField('org_unit'), v.description("The tenant's company when absent."))),
  managerId: v.exactOptional(v.nullable(managerField)),
  categories: v.exactOptional(categoriesField),
});

export const changeOrgUnitBody = v.pipe(
  v.strictObject({
    name: v.exactOptional(unitNameField),
    parentId: v.exactOptional(
      v.pipe(idField('org_unit'), v.description('Moves the unit with all below it to another parent.')),
    ),
    managerId: v.exactOptional(v.nullable(managerField)),
    categories: v.exactOptional(categoriesField),
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
  v.metadata({ examples: [{ name: '高新分公司', managerId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' }] }),
);
