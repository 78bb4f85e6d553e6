import { choiceField, dateField, idField, instantField, textField, toInstant } from '@keyline/kernel';
import type { interactions } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { interactionKinds } from '../domain/vocabulary.ts';
import { creatorField, record, stamps } from './record.ts';

type InteractionRow = RecordState<typeof interactions>;

export const interactionView = v.pipe(
  v.strictObject({
    id: idField('interaction'),
    accountId: idField('account'),
    ...record,
    createdBy: creatorField,
    contactId: v.nullable(idField('contact')),
    kind: choiceField(interactionKinds),
    heldAt: instantField,
    summary: textField(4000, '现场勘查机房，确认专线双路由需求'),
    nextStep: v.nullable(textField(1000, '提交双路由方案')),
    nextStepOn: v.nullable(dateField),
  }),
  v.metadata({ ref: 'Interaction' }),
);

export function viewInteraction(row: InteractionRow) {
  return {
    id: row.id,
    accountId: row.accountId,
    ...stamps(row),
    createdBy: row.createdBy,
    contactId: row.contactId,
    kind: row.kind,
    heldAt: toInstant(row.heldAt),
    summary: row.summary,
    nextStep: row.nextStep,
    nextStepOn: row.nextStepOn,
  };
}
