import { choiceField, emailField, idField, instantField, lineField, toInstant } from '@keyline/kernel';
import { invitationStates } from '@keyline/schema';
import * as v from 'valibot';
import { linkTokenField } from '../domain/fields.ts';
import { record, stamps } from './record.ts';

export const invitationView = v.pipe(
  v.strictObject({
    id: idField('invitation'),
    ...record,
    userId: idField('user'),
    name: lineField(100, '张伟'),
    email: emailField,
    partnerId: v.pipe(
      v.nullable(idField('partner')),
      v.description('The partner that the user acts for; null for people of the tenant itself.'),
    ),
    state: choiceField(invitationStates),
    expiresAt: v.pipe(instantField, v.description('Until when its link is good.')),
  }),
  v.metadata({ ref: 'Invitation' }),
);

/** An invitation with the token of its link, shown once. */
export const invitationWithToken = v.strictObject({
  ...invitationView.pipe[0].entries,
  token: linkTokenField('ki_main_...'),
});

interface InvitationRow {
  readonly id: string;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly userId: string;
  readonly state: string;
  readonly expiresAt: number;
}

export function viewInvitation(
  row: InvitationRow,
  person: { readonly name: string; readonly email: string; readonly partnerId: string | null },
) {
  return {
    id: row.id,
    ...stamps(row),
    userId: row.userId,
    name: person.name,
    email: person.email,
    partnerId: person.partnerId,
    state: row.state,
    expiresAt: toInstant(row.expiresAt),
  };
}
