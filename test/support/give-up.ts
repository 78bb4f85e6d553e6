import { messageOf, type TestDatabase, workerUnderTest } from '@keyline/testkit';
import { domain as accounts } from '@keyline/worker-accounts';

/** Has the accounts Worker give up the tenant's latest event, as its dead letters would bring it; the letter's id. */
export async function giveUp(database: TestDatabase, tenantId: string): Promise<string> {
  const [event] = await database.execute(
    "SELECT * FROM events WHERE tenant_id = ? AND subject_type <> 'dead_letter' ORDER BY seq DESC LIMIT 1",
    [tenantId],
  );
  if (event === undefined) throw new Error('the tenant has no event');
  const worker = await workerUnderTest(accounts, database);
  await worker.deliver([messageOf(event)], { dead: true });
  const [letter] = await database.execute(
    'SELECT id FROM dead_letters WHERE tenant_id = ? AND event_id = ? AND consumer = ?',
    [tenantId, String(event.id), accounts.name],
  );
  return String(letter?.id);
}
