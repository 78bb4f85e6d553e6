import { standingView, viewStanding } from '@keyline/cases';
import { creatorField, record, stamps } from '@keyline/http';
import {
  dateField,
  fen,
  idField,
  instantField,
  lineField,
  moneyField,
  textField,
  toInstant,
} from '@keyline/kernel';
import { processKeyField } from '@keyline/process';
import type { opportunities } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import * as input from '../domain/opportunity-input.ts';

const revenueView = v.strictObject({ oneOff: moneyField, monthly: moneyField, termMonths: input.termField });
const amountField = v.pipe(
  moneyField,
  v.description('Potential revenue, unweighted: one-off, and monthly by the term.'),
);

const competitorView = v.strictObject({
  name: lineField(200, '某通信运营商'),
  monthly: v.nullable(moneyField),
  contractEndsOn: v.nullable(dateField),
  note: v.nullable(textField(2000, '现用其两条 100M 专线')),
});

const lossView = v.strictObject({
  reasonCode: v.pipe(v.string(), v.metadata({ examples: ['price'] })),
  lesson: v.nullable(textField(2000, '报价过高，下次提前沟通')),
  competitor: v.nullable(lineField(200, '某通信运营商')),
});

const answeredForm = v.pipe(
  v.record(v.string(), v.unknown()),
  v.metadata({ examples: [{ note: '双路由' }] }),
);

const surveyView = v.strictObject({
  requestedAt: instantField,
  requestedBy: v.nullable(idField('user')),
  request: answeredForm,
  approvedAt: v.nullable(instantField),
  approvedBy: v.nullable(idField('user')),
  found: v.pipe(v.nullable(answeredForm), v.description('Null until it is approved.')),
});

export const opportunityView = v.pipe(
  v.strictObject({
    id: idField('opportunity'),
    ...record,
    createdBy: creatorField,
    accountId: idField('account'),
    type: input.typeField,
    category: input.categoryField,
    title: input.titleField,
    fields: input.fieldsField,
    revenue: revenueView,
    amount: amountField,
    probability: v.nullable(input.probabilityField),
    expectedCloseOn: v.nullable(dateField),
    ownerId: v.nullable(idField('user')),
    orgUnitId: v.nullable(idField('org_unit')),
    leadId: v.pipe(v.nullable(v.string()), v.metadata({ examples: [null] })),
    partnerId: v.nullable(idField('partner')),
    externalId: v.nullable(input.externalIdField),
    competitor: v.nullable(competitorView),
    loss: v.pipe(v.nullable(lossView), v.description('Why it was lost or given up.')),
    survey: v.pipe(v.nullable(surveyView), v.description('The survey of a dedicated line.')),
    ...standingView,
  }),
  v.metadata({ ref: 'Opportunity' }),
);

/** What of an opportunity is shown to whom it is only offered, or whom a task names beyond his scope. */
export const publicOpportunityView = v.pipe(
  v.strictObject({
    id: idField('opportunity'),
    version: record.version,
    createdAt: instantField,
    accountId: idField('account'),
    type: input.typeField,
    category: input.categoryField,
    title: input.titleField,
    fields: input.fieldsField,
    revenue: revenueView,
    amount: amountField,
    expectedCloseOn: v.nullable(dateField),
    ownerId: v.nullable(idField('user')),
    orgUnitId: v.nullable(idField('org_unit')),
    process: v.strictObject({
      id: idField('process'),
      key: processKeyField,
      version: v.pipe(v.number(), v.metadata({ examples: [1] })),
    }),
    stage: standingView.stage,
    stageSince: standingView.stageSince,
    dueAt: standingView.dueAt,
    outcome: standingView.outcome,
    publicPart: v.pipe(v.literal(true), v.description('The rest is not for you to see.')),
  }),
  v.metadata({ ref: 'PublicOpportunity' }),
);

export const seenOpportunityView = v.union([opportunityView, publicOpportunityView]);

export type OpportunityRow = RecordState<typeof opportunities>;

export function viewOpportunity(row: OpportunityRow) {
  return {
    id: row.id,
    ...stamps(row),
    createdBy: row.createdBy,
    ...shared(row),
    probability: row.probability,
    expectedCloseOn: row.expectedCloseOn,
    leadId: row.leadId,
    partnerId: row.partnerId,
    externalId: row.externalId,
    competitor: row.competitor && {
      ...row.competitor,
      monthly: row.competitor.monthly === null ? null : fen(row.competitor.monthly),
    },
    loss: row.loss,
    survey: row.survey && {
      ...row.survey,
      requestedAt: toInstant(row.survey.requestedAt),
      approvedAt: row.survey.approvedAt === null ? null : toInstant(row.survey.approvedAt),
    },
    ...viewStanding(row),
  };
}

export function viewPublicOpportunity(row: OpportunityRow) {
  const { process, stage, stageSince, dueAt, outcome } = viewStanding(row);
  return {
    id: row.id,
    version: row.version,
    createdAt: toInstant(row.createdAt),
    ...shared(row),
    expectedCloseOn: row.expectedCloseOn,
    ...{ process, stage, stageSince, dueAt, outcome },
    publicPart: true as const,
  };
}

function shared(row: OpportunityRow) {
  const { accountId, type, category, title, fields, ownerId, orgUnitId } = row;
  const revenue = { oneOff: fen(row.oneOff), monthly: fen(row.monthly), termMonths: row.termMonths };
  return { accountId, type, category, title, fields, revenue, amount: fen(row.amount), ownerId, orgUnitId };
}
