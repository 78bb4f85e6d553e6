import { creatorField, record, stamps } from '@keyline/http';
import { choiceField, idField } from '@keyline/kernel';
import { contractTemplateStates, type contractTemplates } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { templateBodyField, templateFieldsField, templateNameField } from '../domain/template-input.ts';

const summary = {
  id: idField('contract_template'),
  ...record,
  createdBy: creatorField,
  name: templateNameField,
  state: choiceField(contractTemplateStates),
  publishedVersion: v.pipe(
    v.nullable(v.number()),
    v.description('The version that new contracts get; null before the first publication.'),
    v.metadata({ examples: [1] }),
  ),
  hasChanges: v.pipe(
    v.boolean(),
    v.description('Whether it says something else than what was published last.'),
  ),
};

/** A template in a list, without its text. */
export const templateSummary = v.pipe(
  v.strictObject(summary),
  v.metadata({ ref: 'ContractTemplateSummary' }),
);

export const templateView = v.pipe(
  v.strictObject({ ...summary, body: templateBodyField, fields: templateFieldsField }),
  v.metadata({ ref: 'ContractTemplate' }),
);

type Row = RecordState<typeof contractTemplates>;

export function viewTemplateSummary(row: Omit<Row, 'body' | 'fields'>) {
  const { id, createdBy, name, state, publishedVersion, hasChanges } = row;
  return { id, ...stamps(row), createdBy, name, state, publishedVersion, hasChanges };
}

export function viewTemplate(row: Row) {
  return { ...viewTemplateSummary(row), body: row.body, fields: row.fields };
}
