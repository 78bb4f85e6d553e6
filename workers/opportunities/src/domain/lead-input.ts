import { idField, lineField, nameKey, phoneField, textField } from '@keyline/kernel';
import * as v from 'valibot';
import { categoryField, titleField } from './opportunity-input.ts';

export const accountNameField = lineField(200, '西安远洋科技有限公司');
export const descriptionField = textField(4000, '客户新建园区，年内上云，现场已看过机房');
export const leadExternalIdField = lineField(100, 'zy-2026-0418');
export const contactNameField = lineField(100, '李娜');
export const remarkField = textField(2000, '请补充机房地址');

/** Reads a lead as it is submitted: its account by a name, or by an id that the caller sees. */
export const submitLeadBody = v.pipe(
  v.strictObject({
    accountName: v.exactOptional(accountNameField),
    accountId: v.exactOptional(idField('account')),
    category: categoryField,
    title: titleField,
    description: v.exactOptional(v.nullable(descriptionField)),
    contact: v.exactOptional(
      v.nullable(
        v.pipe(
          v.strictObject({ name: contactNameField, phone: phoneField }),
          v.description('Whom to call at the customer: private data.'),
        ),
      ),
    ),
    externalId: v.exactOptional(
      v.nullable(
        v.pipe(leadExternalIdField, v.description('The number by which its submitter knows the lead.')),
      ),
    ),
  }),
  v.check(
    ({ accountName, accountId }) => (accountName === undefined) !== (accountId === undefined),
    'name_or_id',
  ),
  v.metadata({
    examples: [
      {
        accountName: '西安远洋科技有限公司',
        category: 'cloud',
        title: '远洋科技园区上云',
        contact: { name: '李娜', phone: '13812345678' },
        externalId: 'zy-2026-0418',
      },
    ],
  }),
);

export type SubmitLead = v.InferOutput<typeof submitLeadBody>;

interface Known {
  readonly accountId: string | null;
  readonly nameKey: string;
  readonly category: string;
  readonly title: string;
}

/** Whether somebody says once more what he submitted under the same number: its account, category and title. */
export function saysTheSame(
  known: Known,
  { accountId, accountName = '', category, title }: SubmitLead,
): boolean {
  const sameAccount = accountId ? accountId === known.accountId : nameKey(accountName) === known.nameKey;
  return sameAccount && category === known.category && title === known.title;
}
