import { idField, lineField, textField } from '@keyline/kernel';
import * as v from 'valibot';
import * as fields from './fields.ts';

const flag = v.pipe(v.boolean(), v.metadata({ examples: [false] }));

/** Fields that a caller may leave out at creation and clear with null later. */
export const clearable = {
  nameEn: fields.nameEnField,
  industry: lineField(60, 'government_services'),
  creditCode: fields.creditCodeField,
  ownerId: idField('user'),
  orgUnitId: idField('org_unit'),
  gridId: v.pipe(idField('org_unit'), v.description('An org unit of kind grid.')),
  parentId: idField('account'),
  responsibleUnitId: v.pipe(idField('org_unit'), v.description('First-responsible unit.')),
  responsibleLevel: fields.levelField,
  blacklistReason: textField(1000, '恶意欠费'),
  monthlySpend: fields.spendField,
  source: lineField(60, 'import'),
  externalId: fields.externalIdField,
};

/** Fields that always have a value. */
export const standing = {
  shortNames: fields.shortNamesField,
  presence: fields.presenceField,
  grade: fields.gradeField,
  strategic: flag,
  top500: flag,
  blacklisted: flag,
};

const forceField = v.exactOptional(
  v.pipe(
    v.boolean(),
    v.description('Go on although accounts of a similar name exist.'),
    v.metadata({ examples: [false] }),
  ),
);

function optional<E extends v.ObjectEntries>(entries: E) {
  return Object.fromEntries(Object.entries(entries).map(([name, s]) => [name, v.exactOptional(s)])) as {
    [K in keyof E]: v.ExactOptionalSchema<E[K], undefined>;
  };
}

function nullish<E extends v.ObjectEntries>(entries: E) {
  return Object.fromEntries(
    Object.entries(entries).map(([name, s]) => [name, v.exactOptional(v.nullable(s))]),
  ) as { [K in keyof E]: v.ExactOptionalSchema<v.NullableSchema<E[K], undefined>, undefined> };
}

export const createAccountBody = v.pipe(
  v.strictObject({
    name: fields.nameField,
    kind: fields.kindField,
    ...optional(standing),
    ...nullish(clearable),
    force: forceField,
  }),
  v.metadata({
    examples: [
      {
        name: '西安市大数据服务有限公司',
        kind: 'enterprise',
        presence: 'existing',
        creditCode: '91610131MA6U0XYM9D',
        industry: 'government_services',
        monthlySpend: { amount: 1_280_000, currency: 'CNY' },
      },
    ],
  }),
);

export const changeAccountBody = v.pipe(
  v.strictObject({
    name: v.exactOptional(fields.nameField),
    kind: v.exactOptional(fields.kindField),
    state: v.exactOptional(
      v.pipe(v.literal('active'), v.description('Confirms a draft.'), v.metadata({ examples: ['active'] })),
    ),
    ...optional(standing),
    ...nullish(clearable),
    force: forceField,
  }),
  v.check((body) => Object.keys(body).some((name) => name !== 'force'), 'nothing_to_change'),
  v.metadata({ examples: [{ presence: 'off_net', grade: 'A' }] }),
);

export type CreateAccount = v.InferOutput<typeof createAccountBody>;
export type ChangeAccount = v.InferOutput<typeof changeAccountBody>;
