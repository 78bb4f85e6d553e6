import { contracts } from '@keyline/schema';
import { asBoolean, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

/** What of a contract its opportunity hears. */
export const contractHeard = statement({
  values: ['id'],
  row: {
    opportunityId: contracts.opportunityId,
    stage: contracts.stage,
    effectiveAt: contracts.effectiveAt,
    /** Another contract of the same opportunity is effective. */
    isReplaced: asBoolean,
  },
  sql: sql`SELECT c.opportunity_id AS "opportunityId", c.stage AS "stage", c.effective_at AS "effectiveAt", EXISTS (SELECT 1 FROM ${contracts} x INDEXED BY contracts_by_opportunity WHERE x.tenant_id = ${tenant} AND x.opportunity_id = c.opportunity_id AND x.id <> c.id AND x.effective_at IS NOT NULL AND x.outcome IS NULL) AS "isReplaced" FROM ${contracts} c WHERE c.tenant_id = ${tenant} AND c.id = ${value('id')}`,
});

/** A contract of an opportunity that is effective. */
export const effectiveContract = statement({
  values: ['opportunityId'],
  row: { id: contracts.id, stage: contracts.stage, effectiveAt: contracts.effectiveAt },
  sql: sql`SELECT c.id AS "id", c.stage AS "stage", c.effective_at AS "effectiveAt" FROM ${contracts} c INDEXED BY contracts_by_opportunity WHERE c.tenant_id = ${tenant} AND c.opportunity_id = ${value('opportunityId')} AND c.effective_at IS NOT NULL AND c.outcome IS NULL LIMIT 1`,
});
