import { contracts } from '@keyline/schema';
import { statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

/** What of a contract its opportunity hears. */
export const contractHeard = statement({
  values: ['id'],
  row: {
    opportunityId: contracts.opportunityId,
    stage: contracts.stage,
    effectiveAt: contracts.effectiveAt,
  },
  sql: sql`SELECT c.opportunity_id AS "opportunityId", c.stage AS "stage", c.effective_at AS "effectiveAt" FROM ${contracts} c WHERE c.tenant_id = ${tenant} AND c.id = ${value('id')}`,
});
