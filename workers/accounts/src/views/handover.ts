import { choiceField, idField } from '@keyline/kernel';
import { handoverStates, type handovers } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { record, stamps } from './record.ts';

export const handoverView = v.pipe(
  v.strictObject({
    id: idField('handover'),
    ...record,
    userId: v.pipe(idField('user'), v.description('Whose work it was.')),
    toUserId: v.pipe(idField('user'), v.description('Whose it is.')),
    state: v.pipe(
      choiceField(handoverStates),
      v.description(
        'running: partners, and accounts and places in teams beyond the first 200 of each, follow in the minutes after. stopped: the successor cannot act any more, or another handover of the same work took its place.',
      ),
    ),
  }),
  v.metadata({ ref: 'Handover' }),
);

export function viewHandover(row: RecordState<typeof handovers>) {
  return { id: row.id, ...stamps(row), userId: row.userId, toUserId: row.toUserId, state: row.state };
}
