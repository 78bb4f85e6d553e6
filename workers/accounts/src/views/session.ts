import { idField, instantField, toInstant } from '@keyline/kernel';
import type { sessions } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { record, stamps } from './record.ts';

type SessionRow = RecordState<typeof sessions> & { readonly lastUsedAt: number };

export const sessionView = v.pipe(
  v.strictObject({
    id: idField('session'),
    ...record,
    userId: idField('user'),
    address: v.pipe(v.nullable(v.string()), v.metadata({ examples: ['192.0.2.10'] })),
    userAgent: v.pipe(v.nullable(v.string()), v.metadata({ examples: ['Mozilla/5.0 (X11; Linux x86_64)'] })),
    lastUsedAt: v.pipe(instantField, v.description('When it last got an access token.')),
    current: v.pipe(v.boolean(), v.description('The session of this very request.')),
  }),
  v.metadata({ ref: 'Session' }),
);

export function viewSession(row: SessionRow, currentId: string | null) {
  return {
    id: row.id,
    ...stamps(row),
    userId: row.userId,
    address: row.address,
    userAgent: row.userAgent,
    lastUsedAt: toInstant(row.lastUsedAt),
    current: row.id === currentId,
  };
}
