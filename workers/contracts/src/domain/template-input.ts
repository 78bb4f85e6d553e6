import { lineField, textField } from '@keyline/kernel';
import { fieldNameField, textsField } from '@keyline/process';
import type { TemplateField } from '@keyline/schema';
import * as v from 'valibot';

const types = [
  'text',
  'number',
  'money',
  'date',
  'choice',
] as const satisfies readonly TemplateField['type'][];

const optionField = v.strictObject({
  value: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/, 'word'), v.metadata({ examples: ['monthly'] })),
  title: textsField('Every month', '按月'),
});

const fieldField = v.pipe(
  v.strictObject({
    name: fieldNameField('bandwidth'),
    type: v.pipe(
      v.picklist(types),
      v.description(
        '`money` is an amount of fen with its currency, `date` a day, `choice` one of the options.',
      ),
      v.metadata({ examples: ['text'] }),
    ),
    title: textsField('Bandwidth', '带宽'),
    required: v.pipe(v.boolean(), v.description('Whether it must be filled in before the review.')),
    options: v.exactOptional(
      v.pipe(
        v.array(optionField),
        v.minLength(1),
        v.maxLength(50),
        v.description('Of a choice, and only there.'),
      ),
    ),
  }),
  v.metadata({ ref: 'ContractTemplateField' }),
);

export const templateFieldsField = v.pipe(
  v.array(fieldField),
  v.maxLength(100),
  v.metadata({
    examples: [
      [{ name: 'bandwidth', type: 'text', title: { en: 'Bandwidth', 'zh-CN': '带宽' }, required: true }],
    ],
  }),
);

export const templateBodyField = v.pipe(
  textField(50_000, '# {{title}}\n\n甲方：{{customer}}\n\n带宽：{{bandwidth}}，合同金额：{{value}}。'),
  v.description(
    'Markdown. `{{name}}` stands where the value of a field goes; `title`, `customer`, `reference`, `value`, `monthlyFee`, `startOn` and `endOn` are there for every contract.',
  ),
);

export const templateNameField = lineField(100, '互联网专线业务合同');

const fields = { name: templateNameField, body: templateBodyField, fields: templateFieldsField };

export const createTemplateBody = v.strictObject(fields);

export const changeTemplateBody = v.pipe(
  v.strictObject({
    name: v.exactOptional(fields.name),
    body: v.exactOptional(fields.body),
    fields: v.exactOptional(fields.fields),
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
);
