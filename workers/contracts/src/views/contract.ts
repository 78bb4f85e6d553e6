import { standingView, viewStanding } from '@keyline/cases';
import { creatorField, record, stamps } from '@keyline/http';
import { dateField, fen, idField, instantField, moneyField, toInstant } from '@keyline/kernel';
import type { contracts } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { customerNameField, noticeDaysField, titleField } from '../domain/contract-input.ts';

const filledIn = v.pipe(
  v.record(v.string(), v.union([v.string(), v.number(), moneyField])),
  v.description('What is filled into the fields of the template, by their names.'),
  v.metadata({ examples: [{ bandwidth: '500 Mbit/s' }] }),
);

const line = (description: string, example: string | number | null) =>
  v.pipe(v.nullable(v.string()), v.description(description), v.metadata({ examples: [example] }));

export const contractView = v.pipe(
  v.strictObject({
    id: idField('contract'),
    ...record,
    createdBy: creatorField,
    accountId: idField('account'),
    opportunityId: v.nullable(idField('opportunity')),
    category: line('The category of business, of a work order.', 'internet_line'),
    title: titleField,
    customerName: customerNameField,
    templateId: v.nullable(idField('contract_template')),
    templateVersion: v.pipe(
      v.nullable(v.number()),
      v.description('The version of the template that it keeps.'),
      v.metadata({ examples: [1] }),
    ),
    values: filledIn,
    value: v.nullable(moneyField),
    monthlyFee: v.nullable(moneyField),
    startOn: v.nullable(dateField),
    endOn: v.nullable(dateField),
    noticeDays: noticeDaysField,
    ownerId: v.nullable(idField('user')),
    orgUnitId: v.nullable(idField('org_unit')),
    revision: v.pipe(
      v.number(),
      v.description('The version of the text, printed with it.'),
      v.metadata({ examples: [1] }),
    ),
    reference: line('`HD-{yyyy}-{n}`, from the end of the review on.', 'HD-2026-17'),
    filingNumber: line('`HT-{yyyy}-{000001}`, once it is effective.', 'HT-2026-000017'),
    fingerprint: line('SHA-256 of what was reviewed, in hexadecimal digits.', null),
    scanId: v.pipe(v.nullable(idField('attachment')), v.description('The attachment with the signed text.')),
    effectiveAt: v.nullable(instantField),
    ...standingView,
  }),
  v.metadata({ ref: 'Contract' }),
);

export type ContractRow = RecordState<typeof contracts>;

const money = (amount: number | null) => (amount === null ? null : fen(amount));

export function viewContract(row: ContractRow) {
  const { id, createdBy, accountId, opportunityId, category, title, customerName } = row;
  const { templateId, templateVersion, startOn, endOn, noticeDays, ownerId, orgUnitId } = row;
  const { revision, reference, filingNumber, fingerprint, scanId } = row;
  return {
    ...{ id, ...stamps(row), createdBy, accountId, opportunityId, category, title, customerName },
    ...{ templateId, templateVersion, values: row.entered },
    ...{ value: money(row.value), monthlyFee: money(row.monthlyFee) },
    ...{ startOn, endOn, noticeDays, ownerId, orgUnitId },
    ...{ revision, reference, filingNumber, fingerprint, scanId },
    effectiveAt: row.effectiveAt === null ? null : toInstant(row.effectiveAt),
    ...viewStanding(row),
  };
}
