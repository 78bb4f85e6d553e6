import { type Example, list } from '@keyline/http';
import { choiceField, idField } from '@keyline/kernel';
import { partners } from '@keyline/schema';
import { partnerKinds, partnerStates } from '../domain/partner-input.ts';
import { partnerRow, partnerScoped } from '../records/partners.ts';
import { partnerView, viewPartner } from '../views.ts';

const byOwner = { createdAt: 'partners_by_owner' };
const byOrgUnit = { createdAt: 'partners_by_org_unit' };

/** The partners that the caller may see. */
export const listPartners = list({
  id: 'listPartners',
  path: '/v1/partners',
  tag: 'Partners',
  summary: 'List partners',
  permission: 'partners.read',
  shape: {
    table: partners,
    row: partnerRow,
    permission: 'partners.read',
    scoped: partnerScoped,
    scopeIndexes: { owner: byOwner, creator: { createdAt: 'partners_by_creator' }, unit: byOrgUnit },
    id: partners.id,
    sorts: {
      createdAt: { column: partners.createdAt, index: 'partners_by_created_at' },
      name: { column: partners.name, index: 'partners_by_name' },
    },
    filters: {
      state: { column: partners.state, test: 'any' },
      kind: { column: partners.kind, test: 'any' },
      ownerId: { column: partners.ownerId, test: 'any', indexes: byOwner },
      orgUnitId: { column: partners.orgUnitId, test: 'any', indexes: byOrgUnit },
    },
  },
  filters: {
    state: choiceField(partnerStates),
    kind: choiceField(partnerKinds),
    ownerId: idField('user'),
    orgUnitId: idField('org_unit'),
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt', 'name'],
  item: partnerView,
  view: (row) => viewPartner(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createPartner');
    return { query: { state: 'candidate' } };
  },
};
