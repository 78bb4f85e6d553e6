import { choiceField, idField, instantField, toInstant } from '@keyline/kernel';
import { type Definition, definitionField, processKeyField, textsField } from '@keyline/process';
import { type processes, processStates } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { creatorField, record, stamps } from './record.ts';

export const processStateField = choiceField(processStates);

const summary = {
  id: idField('process'),
  ...record,
  createdBy: creatorField,
  key: processKeyField,
  title: textsField('Contract review', '合同评审'),
  subject: v.pipe(v.string(), v.metadata({ examples: ['case'] })),
  state: processStateField,
  processVersion: v.pipe(
    v.nullable(v.number()),
    v.description(
      'Counted up per key when it is published; null before. A case keeps the one it began with.',
    ),
    v.metadata({ examples: [1] }),
  ),
  publishedAt: v.nullable(instantField),
};

export const processSummaryView = v.pipe(v.strictObject(summary), v.metadata({ ref: 'ProcessSummary' }));

export const processView = v.pipe(
  v.strictObject({ ...summary, definition: definitionField }),
  v.metadata({ ref: 'Process' }),
);

type ProcessState = RecordState<typeof processes>;

export function viewProcessSummary(row: Omit<ProcessState, 'definition' | 'roles' | 'permissions'>) {
  return {
    id: row.id,
    ...stamps(row),
    createdBy: row.createdBy,
    key: row.key,
    title: row.title,
    subject: row.subject,
    state: row.state,
    processVersion: row.number,
    publishedAt: row.publishedAt === null ? null : toInstant(row.publishedAt),
  };
}

export function viewProcess(row: Omit<ProcessState, 'roles' | 'permissions'>) {
  return { ...viewProcessSummary(row), definition: row.definition as Definition };
}
