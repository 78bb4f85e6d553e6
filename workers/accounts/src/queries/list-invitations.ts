import { type Example, list } from '@keyline/http';
import { choiceField } from '@keyline/kernel';
import { invitationStates, invitations, principals, users } from '@keyline/schema';
import { asJson, tenant } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { invitationRow } from '../records/invitations.ts';
import { invitationView, viewInvitation } from '../views.ts';

interface Invited {
  readonly name: string;
  readonly email: string;
  readonly partnerId: string | null;
}

/** Who was invited, and what became of it. */
export const listInvitations = list({
  id: 'listInvitations',
  path: '/v1/invitations',
  tag: 'Users',
  summary: 'List invitations',
  permission: 'users.read',
  shape: {
    table: invitations,
    row: { ...invitationRow, person: asJson<Invited>({ name: '', email: '', partnerId: null }) },
    computed: sql`(SELECT json_object('name', iu.name, 'email', iu.email, 'partnerId', ip.partner_id) FROM ${users} iu JOIN ${principals} ip ON ip.tenant_id = ${tenant} AND ip.id = iu.id WHERE iu.tenant_id = ${tenant} AND iu.id = a.user_id) AS "person"`,
    permission: 'users.read',
    id: invitations.id,
    sorts: { createdAt: { column: invitations.createdAt, index: 'invitations_by_creation' } },
    filters: { state: { column: invitations.state, test: 'any' } },
  },
  filters: { state: choiceField(invitationStates) },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: invitationView,
  view: (row) => viewInvitation(row, row.person),
});

export const example: Example = {
  async request({ make }) {
    await make('createInvitation');
    return { query: { limit: '20', state: 'pending' } };
  },
};
