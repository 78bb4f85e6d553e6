import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { givenService, type Json, type Service } from '../testing/given-service.ts';

let service: Service;
let calendar: Readonly<Record<string, unknown>>;
beforeAll(async () => {
  service = await givenService();
  const targets = { first_response: 30, next_response: 60, resolution: 480, ola: 60 };
  const body = { name: '全部', isDefault: true, targets };
  await service.admin.request('POST', '/v1/sla-policies', { body });
  const [row] = await service.database.execute('SELECT definition FROM calendars');
  calendar = JSON.parse(String(row?.definition));
});

const steps = fc.array(
  fc.record({
    what: fc.constantFrom(
      ...['answer', 'ask', 'triage', 'start', 'wait-customer', 'wait-partner', 'resume', 'resolve'],
      ...['close', 'reopen', 'ask'],
    ),
    minutes: fc.integer({ min: 0, max: 600 }),
  }),
  { minLength: 1, maxLength: 12 },
);

test('the clocks of a ticket are those that are simulated of what happened to it', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 0, max: 3000 }), async (taken, later) => {
      let now = Date.parse('2026-02-13T15:00:00+08:00');
      const instant = () => new Date(now).toISOString();
      const { id, number } = await service.ticket({}, undefined, instant());
      for (const { what, minutes } of taken) {
        now += minutes * 60_000;
        if (what === 'answer') await service.say(id, {}, instant());
        else if (what === 'ask') await service.say(id, { direction: 'inbound' }, instant());
        else {
          const form = what === 'resolve' ? { resolution: '已恢复' } : {};
          await service.act(id, what, form, { now: instant() });
        }
      }
      now += later * 60_000;
      const [row] = await service.database.execute(
        'SELECT sla_events, targets, clocks, outcome FROM tickets WHERE id = ?',
        [id],
      );
      const events = (JSON.parse(String(row?.sla_events)) as { type: string; at: number }[]).map((event) => ({
        ...event,
        at: new Date(event.at).toISOString(),
      }));
      const simulated = await service.admin.request<Json>('POST', '/v1/sla/simulate', {
        body: { calendar, targets: JSON.parse(String(row?.targets)), events, at: instant() },
      });
      const path = `/v1/tickets/${id}/clocks`;
      const explained = await service.admin.request<Json>('GET', path, { now: instant() });
      expect(explained.body).toEqual(simulated.body);
      const filter = `/v1/tickets?number=${number}`;
      const listed = await service.admin.request<{ data: Json[] }>('GET', filter, {
        now: instant(),
      });
      const figures = (clocks: unknown) =>
        (clocks as Json[]).map(({ metric, cycle, usedSeconds, dueAt, state }) => ({
          ...{ metric, cycle, usedSeconds, dueAt, state },
        }));
      expect(listed.body.data.map((one) => one.id)).toEqual([id]);
      expect(figures(listed.body.data[0]?.clocks)).toEqual(figures(simulated.body.clocks));
    }),
    { numRuns: 25 },
  );
}, 60_000);
