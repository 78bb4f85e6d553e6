import { choiceField, idField, lineField } from '@keyline/kernel';
import { type accountTeam, teamRoles } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { creatorField, record, stamps } from './record.ts';

export const teamRoleField = choiceField(teamRoles);

export const teamMemberView = v.pipe(
  v.strictObject({
    id: idField('team_member'),
    accountId: idField('account'),
    ...record,
    createdBy: creatorField,
    userId: idField('user'),
    userName: lineField(100, '王磊'),
    role: teamRoleField,
  }),
  v.metadata({ ref: 'TeamMember' }),
);

interface TeamMemberRow extends Omit<RecordState<typeof accountTeam>, 'removedAt'> {
  readonly userName: string | null;
}

export function viewTeamMember(row: TeamMemberRow) {
  return {
    id: row.id,
    accountId: row.accountId,
    ...stamps(row),
    createdBy: row.createdBy,
    userId: row.userId,
    userName: row.userName,
    role: row.role,
  };
}
