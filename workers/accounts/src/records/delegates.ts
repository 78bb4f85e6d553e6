import { absences } from '@keyline/schema';
import { type Bound, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const passing = statement({
  values: ['userId', 'toUserId'],
  sql: sql`UPDATE ${absences} SET delegate_id = nullif(${value('toUserId')}, user_id) WHERE tenant_id = ${tenant} AND delegate_id = ${value('userId')}`,
});

/** Whoever named one user as his delegate has named the other from now on; nobody stands in for himself. */
export function passDelegations(userId: string, toUserId: string): Bound {
  return passing.bind({ userId, toUserId });
}
