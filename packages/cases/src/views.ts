import { idField, instantField, lineField, toInstant } from '@keyline/kernel';
import { type CaseState, processKeyField, type RunningApproval, textsField } from '@keyline/process';
import * as v from 'valibot';
import { partyField } from './task-row.ts';

const seatView = v.strictObject({
  party: partyField,
  added: v.boolean(),
  approvedBy: v.nullable(idField('user')),
  actsFor: v.pipe(v.nullable(idField('user')), v.description('The absent person for whom he decided.')),
  approvedAt: v.nullable(instantField),
  comment: v.nullable(v.pipe(v.string(), v.metadata({ examples: ['同意'] }))),
});

const approvalView = v.pipe(
  v.array(
    v.strictObject({
      key: v.pipe(v.string(), v.metadata({ examples: ['supervisors'] })),
      title: textsField('Supervisors', '业务主管审核'),
      mode: v.picklist(['all', 'any', 'sequence']),
      running: v.boolean(),
      seats: v.array(seatView),
    }),
  ),
  v.description('The steps of the approval under way; none where there is no approval.'),
);

/** Where a record stands in its process, in every view of a record that moves. */
export const standingView = {
  process: v.strictObject({
    id: idField('process'),
    key: processKeyField,
    version: v.pipe(v.number(), v.metadata({ examples: [1] })),
  }),
  stage: v.pipe(v.string(), v.metadata({ examples: ['drafting'] })),
  stageSince: instantField,
  dueAt: v.pipe(v.nullable(instantField), v.description('Null: no limit, or it stands still.')),
  outcome: v.pipe(
    v.nullable(v.string()),
    v.description('Null while it is open.'),
    v.metadata({ examples: [null] }),
  ),
  approval: approvalView,
};

/** The same of a row. */
export function viewStanding(row: {
  readonly processId: string;
  readonly processKey: string;
  readonly processVersion: number;
  readonly stage: string;
  readonly stageSince: number;
  readonly dueAt: number | null;
  readonly outcome: string | null;
  readonly processState: unknown;
}) {
  const { approval } = row.processState as CaseState;
  return {
    process: { id: row.processId, key: row.processKey, version: row.processVersion },
    stage: row.stage,
    stageSince: toInstant(row.stageSince),
    dueAt: row.dueAt === null ? null : toInstant(row.dueAt),
    outcome: row.outcome,
    approval: approval === null ? [] : viewApproval(approval),
  };
}

function viewApproval({ steps, at }: RunningApproval) {
  return steps.map(({ key, title, mode, seats }, index) => ({
    key,
    title,
    mode,
    running: index === at,
    seats: seats.map(({ party, added, decision }) => ({
      party,
      added,
      approvedBy: decision?.by ?? null,
      actsFor: decision?.actsFor ?? null,
      approvedAt: decision ? toInstant(decision.at) : null,
      comment: decision?.comment ?? null,
    })),
  }));
}

/** What may be done with a record, and what may not and why. */
export const actionsView = v.pipe(
  v.strictObject({
    stage: v.pipe(v.string(), v.metadata({ examples: ['drafting'] })),
    stageTitle: lineField(200, 'Drafting'),
    data: v.array(
      v.strictObject({
        action: v.pipe(v.string(), v.metadata({ examples: ['submit'] })),
        title: lineField(200, 'Submit'),
        allowed: v.boolean(),
        code: v.pipe(
          v.nullable(v.string()),
          v.description('Why not, as a code.'),
          v.metadata({ examples: ['not_actor'] }),
        ),
        reason: v.pipe(
          v.nullable(v.string()),
          v.description('Why not, in words.'),
          v.metadata({ examples: [null] }),
        ),
        form: v.pipe(
          v.nullable(v.record(v.string(), v.unknown())),
          v.description('JSON Schema 2020-12 of the body of the action; null: an empty object.'),
          v.metadata({ examples: [null] }),
        ),
      }),
    ),
  }),
  v.metadata({ ref: 'Actions' }),
);
