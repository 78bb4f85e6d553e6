import { creatorField, record, stamps } from '@keyline/http';
import { idField, instantField, lineField, maskPhone, toInstant } from '@keyline/kernel';
import { processKeyField } from '@keyline/process';
import { dealOutcomes, leadSources, type leads } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import * as input from '../domain/lead-input.ts';
import { categoryField, titleField } from '../domain/opportunity-input.ts';

const leadStates = ['submitted', 'need_information', 'accepted', 'duplicate', 'rejected', 'expired'] as const;

export const stateField = v.pipe(v.picklist(leadStates), v.metadata({ examples: ['submitted'] }));

const duplicate = {
  since: v.pipe(instantField, v.description('When the opportunity was made.')),
  reference: v.pipe(
    v.string(),
    v.description('Names the opportunity to whoever may see it.'),
    v.metadata({ examples: ['S9T4C5D2'] }),
  ),
};

const shared = {
  id: idField('lead'),
  ...record,
  state: stateField,
  outcome: v.pipe(
    v.nullable(v.picklist(dealOutcomes)),
    v.description('What comes of it; null where it ended and nothing does.'),
    v.metadata({ examples: ['in_progress'] }),
  ),
  accountName: input.accountNameField,
  category: categoryField,
  title: titleField,
  description: v.nullable(input.descriptionField),
  contact: v.nullable(
    v.strictObject({
      name: input.contactNameField,
      phone: v.pipe(v.string(), v.metadata({ examples: ['138****5678'] })),
      masked: v.pipe(v.boolean(), v.description('The number is shown masked.')),
    }),
  ),
  externalId: v.nullable(input.leadExternalIdField),
  question: v.pipe(v.nullable(input.remarkField), v.description('What is to be answered, or was.')),
  answer: v.nullable(input.remarkField),
  reason: v.pipe(v.nullable(input.remarkField), v.description('Why it was rejected.')),
  protectedUntil: v.pipe(
    v.nullable(instantField),
    v.description('Until when the deal is that of the partner who brought it.'),
  ),
  expiresAt: v.pipe(instantField, v.description('When it expires, where nobody has dealt with it by then.')),
};

/** A lead as the partner sees it that brought it: what it said, and what becomes of it. */
export const partnerLeadView = v.pipe(
  v.strictObject({ ...shared, duplicate: v.nullable(v.strictObject(duplicate)) }),
  v.metadata({ ref: 'PartnerLead' }),
);

/** A lead as the operator's people see it. */
export const leadView = v.pipe(
  v.strictObject({
    ...shared,
    createdBy: creatorField,
    partnerId: v.nullable(idField('partner')),
    source: v.picklist(leadSources),
    accountId: v.pipe(
      v.nullable(idField('account')),
      v.description('The account; where nobody knew it, the draft that is made for it.'),
    ),
    orgUnitId: v.nullable(idField('org_unit')),
    opportunityId: v.pipe(v.nullable(idField('opportunity')), v.description('What it became, or joined.')),
    duplicate: v.nullable(
      v.strictObject({
        ...duplicate,
        ownerName: v.nullable(lineField(100, '王磊')),
        orgUnitName: v.nullable(lineField(100, '高新分公司')),
      }),
    ),
    process: v.strictObject({
      id: idField('process'),
      key: processKeyField,
      version: v.pipe(v.number(), v.metadata({ examples: [1] })),
    }),
    stateSince: instantField,
    dueAt: v.pipe(v.nullable(instantField), v.description('Until when somebody is to deal with it.')),
  }),
  v.metadata({ ref: 'Lead' }),
);

export const seenLeadView = v.union([leadView, partnerLeadView]);

export type LeadRow = RecordState<typeof leads>;

/** A lead with what is looked up beside it. */
export interface ShownLead extends LeadRow {
  /** Whether the number to call is for the caller. */
  readonly privateReadable: boolean;
  readonly duplicateOwner: string | null;
  readonly duplicateUnit: string | null;
}

/** As whoever asks may see it. */
export function viewSeenLead(row: ShownLead, { partnerId }: { readonly partnerId: string | null }) {
  return partnerId === null ? viewLead(row) : viewPartnerLead(row);
}

function viewShared(row: ShownLead) {
  const { contactName, contactPhone, privateReadable } = row;
  return {
    id: row.id,
    ...stamps(row),
    state: row.stage,
    outcome: row.dealOutcome,
    accountName: row.accountName,
    category: row.category,
    title: row.title,
    description: row.description,
    contact:
      contactName === null || contactPhone === null
        ? null
        : {
            name: contactName,
            phone: privateReadable ? contactPhone : maskPhone(contactPhone),
            masked: !privateReadable,
          },
    externalId: row.externalId,
    question: row.question,
    answer: row.answer,
    reason: row.reason,
    protectedUntil: instantOf(row.protectedUntil),
    expiresAt: toInstant(row.expiresAt),
  };
}

function viewDuplicate({ duplicateOf, duplicateSince }: LeadRow) {
  if (duplicateOf === null || duplicateSince === null) return null;
  return { since: toInstant(duplicateSince), reference: duplicateOf.slice(-8).toUpperCase() };
}

function viewPartnerLead(row: ShownLead) {
  return { ...viewShared(row), duplicate: viewDuplicate(row) };
}

function viewLead(row: ShownLead) {
  const duplicateOf = viewDuplicate(row);
  return {
    ...viewShared(row),
    createdBy: row.createdBy,
    partnerId: row.partnerId,
    source: row.source,
    accountId: row.accountId,
    orgUnitId: row.orgUnitId,
    opportunityId: row.opportunityId,
    duplicate: duplicateOf && {
      ...duplicateOf,
      ownerName: row.duplicateOwner,
      orgUnitName: row.duplicateUnit,
    },
    process: { id: row.processId, key: row.processKey, version: row.processVersion },
    stateSince: toInstant(row.stageSince),
    dueAt: instantOf(row.dueAt),
  };
}

/** What the event log keeps of a lead. */
export function loggedLead(row: LeadRow) {
  const { source, partnerId, accountId, accountName, category, title, description, externalId } = row;
  const { orgUnitId, opportunityId, duplicateOf, question, answer, reason, contactName, contactPhone } = row;
  return {
    ...{ state: row.stage, outcome: row.dealOutcome, source, partnerId, accountId, accountName, category },
    ...{ title, description, externalId, orgUnitId, opportunityId, duplicateOf, question, answer, reason },
    ...{ contactName, contactPhone },
    protectedUntil: instantOf(row.protectedUntil),
    expiresAt: toInstant(row.expiresAt),
  };
}

function instantOf(at: number | null): string | null {
  return at === null ? null : toInstant(at);
}
