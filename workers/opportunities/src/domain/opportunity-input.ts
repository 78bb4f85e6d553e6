import { choiceField, dateField, idField, lineField, moneyField, textField } from '@keyline/kernel';
import { categoryKeys } from '@keyline/protocol';
import * as v from 'valibot';

/** Something wanted, or something that another operator has. */
export const opportunityTypes = ['demand', 'competitor'] as const;

export const typeField = choiceField(opportunityTypes);
export const categoryField = v.pipe(v.picklist(categoryKeys), v.metadata({ examples: ['cloud'] }));
export const titleField = lineField(200, '高新区智慧园区上云');
export const externalIdField = lineField(100, 'crm-000417');

export const termField = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.maxValue(600),
  v.description('For how many months the monthly revenue is expected; 12 where absent.'),
  v.metadata({ examples: [36] }),
);

/** No amount may grow beyond what adds up exactly. */
export const partField = v.pipe(
  moneyField,
  v.check(({ amount }) => amount <= 1_000_000_000_000, 'invalid'),
);

export const revenueField = v.pipe(
  v.strictObject({
    oneOff: v.exactOptional(partField),
    monthly: v.exactOptional(partField),
    termMonths: v.exactOptional(termField),
  }),
  v.description('What it can bring: once, and monthly over a term.'),
);

export const probabilityField = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(100),
  v.description('In percent.'),
  v.metadata({ examples: [60] }),
);

export const competitorField = v.pipe(
  v.strictObject({
    name: lineField(200, '某通信运营商'),
    monthly: v.exactOptional(v.nullable(moneyField)),
    contractEndsOn: v.exactOptional(v.nullable(dateField)),
    note: v.exactOptional(v.nullable(textField(2000, '现用其两条 100M 专线'))),
  }),
  v.description('Who else could have it, or has it.'),
);

export const fieldsField = v.pipe(
  v.record(v.string(), v.unknown()),
  v.description('By the schema of the category: `GET /v1/opportunity-categories`.'),
  v.metadata({ examples: [{ hosts: 12 }] }),
);

const cleared = <S extends v.GenericSchema>(schema: S) => v.exactOptional(v.nullable(schema));

export const createOpportunityBody = v.strictObject({
  accountId: idField('account'),
  type: typeField,
  category: categoryField,
  title: titleField,
  fields: v.exactOptional(fieldsField),
  revenue: v.exactOptional(revenueField),
  probability: cleared(probabilityField),
  expectedCloseOn: cleared(dateField),
  competitor: cleared(competitorField),
  externalId: cleared(externalIdField),
});

export type CreateOpportunity = v.InferOutput<typeof createOpportunityBody>;

export const changeOpportunityBody = v.pipe(
  v.strictObject({
    type: v.exactOptional(typeField),
    category: v.exactOptional(categoryField),
    title: v.exactOptional(titleField),
    fields: v.exactOptional(
      v.pipe(fieldsField, v.description('Merged into those that are there; null clears one.')),
    ),
    revenue: v.exactOptional(revenueField),
    probability: cleared(probabilityField),
    expectedCloseOn: cleared(dateField),
    competitor: cleared(competitorField),
    externalId: cleared(externalIdField),
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
  v.metadata({ examples: [{ probability: 60 }] }),
);

export type ChangeOpportunity = v.InferOutput<typeof changeOpportunityBody>;
