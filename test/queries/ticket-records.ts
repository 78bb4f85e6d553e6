import { newId } from '@keyline/kernel';
import { firstCalendarId } from '@keyline/store';
import type { World } from '../support/world.ts';
import type { DrawnRecord } from './arranged-records.ts';
import { instantOf } from './organisation.ts';
import { putRows } from './put-rows.ts';

/** A ticket with a message, and an SLA policy, for each record that was drawn. */
export async function arrangedTickets(
  { database, home: { tenantId, administratorId } }: World,
  accountIds: readonly string[],
  drawn: readonly DrawnRecord[],
): Promise<void> {
  const [process] = await database.execute(
    "SELECT id FROM processes WHERE tenant_id = ? AND key = 'ticket.standard'",
    [tenantId],
  );
  for (const [index, { account, second, kind, removed }] of drawn.entries()) {
    const at = instantOf(second);
    const stamped = { tenant_id: tenantId, version: 1, created_at: at, updated_at: at };
    const made = { ...stamped, created_by: administratorId };
    const [ticket_id, account_id] = [newId('ticket'), accountIds[account] ?? ''];
    await putRows(database, 'tickets', [
      {
        ...{ ...made, id: ticket_id, account_id, number: `T-20260101-${index + 1}` },
        ...{ kind: kind === 'visit' ? 'fault' : 'inquiry', channel: 'phone', title: '专线中断' },
        ...{ impact: 'medium', urgency: 'medium', priority: removed ? 'low' : 'normal', grade: 'none' },
        ...{ process_id: String(process?.id), process_key: 'ticket.standard', process_version: 1 },
        ...{ stage: removed ? 'closed' : 'new', outcome: removed ? 'closed' : null, stage_since: at },
        ...{ process_state: '{"approval":null}', targets: '{}', warnings: '[]' },
        ...{ calendar_id: firstCalendarId(tenantId), calendar_version: 1 },
        ...{ sla_events: `[{"type":"created","at":${at}}]`, clocks: '[]' },
      },
    ]);
    const said = { body: '已派人', visibility: removed ? 'internal' : 'public', direction: 'outbound' };
    await putRows(database, 'ticket_messages', [
      { ...made, ...said, id: newId('ticket_message'), ticket_id, account_id },
    ]);
    const policy = { conditions: '{}', targets: '{}', warnings: '[]', is_default: 0, active: 1 };
    await putRows(database, 'sla_policies', [
      { ...made, ...policy, id: newId('sla_policy'), name: ticket_id, position: second },
    ]);
  }
}
