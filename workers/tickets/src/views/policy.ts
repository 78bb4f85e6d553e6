import { creatorField, record, stamps } from '@keyline/http';
import { idField } from '@keyline/kernel';
import type { slaPolicies } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import {
  conditionsField,
  policyNameField,
  positionField,
  targetsField,
  warningsField,
} from '../domain/policy-input.ts';

export type PolicyRow = RecordState<typeof slaPolicies>;

const flag = (example: boolean) => v.pipe(v.boolean(), v.metadata({ examples: [example] }));

export const policyView = v.pipe(
  v.strictObject({
    id: idField('sla_policy'),
    ...record,
    createdBy: creatorField,
    name: policyNameField,
    position: positionField,
    conditions: conditionsField,
    isDefault: flag(false),
    targets: targetsField,
    warnings: warningsField,
    calendarId: v.nullable(idField('calendar')),
    active: flag(true),
  }),
  v.metadata({ ref: 'SlaPolicy' }),
);

export function viewPolicy(row: PolicyRow) {
  return {
    id: row.id,
    ...stamps(row),
    createdBy: row.createdBy,
    name: row.name,
    position: row.position,
    conditions: row.conditions,
    isDefault: row.isDefault,
    targets: row.targets,
    warnings: row.warnings,
    calendarId: row.calendarId,
    active: row.active,
  };
}
