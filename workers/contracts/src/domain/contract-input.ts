import { dateField, idField, lineField, moneyField } from '@keyline/kernel';
import * as v from 'valibot';

/** Values on the way in: which there may be, and of what type, is the template's to say; null clears one. */
const fieldValuesInput = v.pipe(
  v.record(v.string(), v.unknown()),
  v.description('What is filled into the fields of the template, by their names; null clears one.'),
  v.metadata({ examples: [{ bandwidth: '500 Mbit/s' }] }),
);

export const titleField = lineField(200, '西安高新区互联网专线服务合同');
export const customerNameField = v.pipe(
  lineField(200, '西安市大数据服务有限公司'),
  v.description('The other party as the text names it; the name of the account where absent.'),
);
export const noticeDaysField = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(730),
  v.description(
    'Days before the end at which the owner is told of it; by the settings of the tenant where absent.',
  ),
  v.metadata({ examples: [60] }),
);

export const createContractBody = v.strictObject({
  accountId: idField('account'),
  opportunityId: v.exactOptional(v.pipe(idField('opportunity'), v.description('One of the account.'))),
  templateId: v.exactOptional(
    v.pipe(idField('contract_template'), v.description('It is chosen before the review at the latest.')),
  ),
  title: titleField,
  customerName: v.exactOptional(customerNameField),
  values: v.exactOptional(fieldValuesInput),
  value: moneyField,
  monthlyFee: v.exactOptional(moneyField),
  startOn: dateField,
  endOn: dateField,
  noticeDays: v.exactOptional(noticeDaysField),
  ownerId: v.exactOptional(v.pipe(idField('user'), v.description('The caller when absent.'))),
});

export const changeContractBody = v.pipe(
  v.strictObject({
    templateId: v.exactOptional(idField('contract_template')),
    title: v.exactOptional(titleField),
    customerName: v.exactOptional(customerNameField),
    values: v.exactOptional(fieldValuesInput),
    value: v.exactOptional(v.nullable(moneyField)),
    monthlyFee: v.exactOptional(v.nullable(moneyField)),
    startOn: v.exactOptional(v.nullable(dateField)),
    endOn: v.exactOptional(v.nullable(dateField)),
    noticeDays: v.exactOptional(noticeDaysField),
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
);
export type ContractPatch = v.InferOutput<typeof changeContractBody>;
