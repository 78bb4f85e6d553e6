import { type Example, instantBound, query } from '@keyline/http';
import { idField, toInstant } from '@keyline/kernel';
import { first } from '@keyline/store';
import * as v from 'valibot';
import { mostPeriod, successRate } from '../domain/retention.ts';
import { some } from '../problems.ts';
import { orgUnitById } from '../records/org-units.ts';
import { retentionsEnded } from '../records/retention.ts';
import { retentionSummaryView } from '../views/health.ts';

/** How many accounts that were about to leave were kept. */
export const getRetentionSummary = query({
  id: 'getRetentionSummary',
  path: '/v1/retention-summary',
  tag: 'Cases',
  summary: 'Get the success of retention',
  description:
    'Of the retention cases that the caller may see and that ended in the period, 400 days at the most: how many, and how much of them well. With `orgUnitId` those of the unit and of all below it.',
  permission: 'cases.read',
  query: { from: instantBound, to: instantBound, orgUnitId: v.exactOptional(idField('org_unit')) },
  answer: { description: 'The numbers.', schema: retentionSummaryView },
  problems: some('retention.period_invalid', 'org_unit.not_found'),
  load: ({ query: { from, to, orgUnitId = '' } }) => ({
    counted: first(retentionsEnded.bind({ from, to, orgUnitId })),
    unit: first(orgUnitById.bind({ id: orgUnitId })),
  }),
  view({ loaded: { counted = none, unit }, query: { from, to, orgUnitId }, refuse }) {
    if (orgUnitId !== undefined && unit === undefined) return refuse('org_unit.not_found');
    if (to <= from || to - from > mostPeriod) return refuse('retention.period_invalid');
    const period = { from: toInstant(from), to: toInstant(to) };
    return { body: { ...period, ...counted, successRate: successRate(counted) } };
  },
});

const none = { ended: 0, retained: 0, lost: 0 };

const year = { from: '2026-01-01T00:00:00+08:00', to: '2027-01-01T00:00:00+08:00' };

export const example: Example = {
  async request({ make }) {
    const orgUnitId = String((await make('createOrgUnit')).id);
    return { query: { ...year, orgUnitId } };
  },
  failures: {
    'org_unit.not_found': () => ({ query: { ...year, orgUnitId: 'org_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    'retention.period_invalid': () => ({ query: { from: year.to, to: year.from } }),
  },
};
