import { newId } from '@keyline/kernel';
import { firstCalendarId } from '@keyline/store';
import { insertRow } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { count, type Json, newAccount, newContact } from '../testing/records.ts';

const reason = '本人要求删除';
const mobile = '13812345678';
let company: Company;
let account: Json;
beforeEach(async () => {
  company = await givenCompany();
  account = await newAccount(company.admin);
});

const record = () => ({
  ...{ tenant_id: company.tenantId, version: 1, created_at: 1000, updated_at: 1000 },
  created_by: company.admin.id,
});

async function standing(key: string) {
  const [process] = await company.database.execute(
    'SELECT id FROM processes WHERE tenant_id = ? AND key = ?',
    [company.tenantId, key],
  );
  const place = { process_id: String(process?.id), process_key: key, process_version: 1, stage_since: 0 };
  return { ...place, process_state: '{"approval":null}' };
}

let serial = 0;

/** A ticket as the tickets Worker keeps it, with one message of its customer. */
async function ticket(columns: Readonly<Record<string, string | null>>): Promise<string> {
  serial += 1;
  const id = newId('ticket');
  await insertRow(company.database, 'tickets', {
    ...{ ...record(), id, account_id: account.id, number: `T-20260302-${serial}`, title: '专线中断' },
    ...{ kind: 'fault', channel: 'phone', impact: 'high', urgency: 'low', priority: 'normal', grade: 'none' },
    ...{ ...(await standing('ticket.standard')), stage: 'new', targets: '{}', warnings: '[]' },
    ...{ calendar_id: firstCalendarId(company.tenantId), calendar_version: 1 },
    ...{ sla_events: '[]', clocks: '[]', ...columns },
  });
  await insertRow(company.database, 'ticket_messages', {
    ...{ ...record(), id: newId('ticket_message'), ticket_id: id, account_id: account.id },
    ...{ body: '什么时候能好', visibility: 'public', direction: 'inbound' },
  });
  return id;
}

async function lead(columns: Readonly<Record<string, string>>): Promise<string> {
  const id = newId('lead');
  await insertRow(company.database, 'leads', {
    ...{ ...record(), id, source: 'partner', account_name: '西安远洋', name_key: '远洋', category: 'cloud' },
    ...{ title: '上云', expires_at: 0, ...(await standing('lead.standard')), stage: 'submitted', ...columns },
  });
  return id;
}

const caller = (name: string, phone: string) => ({ caller_name: name, caller_phone: phone });
const named = (name: string, phone: string) => ({ contact_name: name, contact_phone: phone });
const get = (subject: string) =>
  company.admin.request<{ tickets: Json[]; leads: Json[]; messages: Json[]; complete: boolean }>(
    'GET',
    `/v1/personal-data?subject=${subject}`,
  );
const erase = (subject: string) =>
  company.admin.request<Json>('POST', '/v1/personal-data/actions/erase', { body: { subject, reason } });
const told = async () => {
  const rows = await company.database.execute(
    "SELECT subject_id, data FROM events WHERE type = 'personal_data.erased' ORDER BY seq",
  );
  return rows.map(({ subject_id, data }) => ({ of: subject_id, ...JSON.parse(String(data)) }));
};
const idsOf = (rows: readonly Json[]) => rows.map(({ id }) => id).toSorted();

describe('of a contact', () => {
  let contact: Json;
  let tickets: string[];
  let leads: string[];
  beforeEach(async () => {
    contact = await newContact(company.admin, account.id, { name: '李娜', mobile, phone: '029-88886666' });
    tickets = [
      await ticket({ contact_id: contact.id, ...caller('小李', '029-11112222') }),
      await ticket(caller('李女士', '+86 138-1234-5678')),
      await ticket(caller('李娜', '029 8888 6666')),
    ];
    leads = [await lead(named('李总', '0086 13812345678')), await lead(named('李娜', '02988886666'))];
    // Behind the number of a switchboard there are others, and others have other numbers.
    await ticket(caller('王强', '029-88886666'));
    await ticket(caller('李娜', '13900000000'));
    await ticket({});
    await lead(named('王强', '029-88886666'));
  });

  test('tickets and leads are his by the contact, by his own number, or by a shared one with his name', async () => {
    const { status, body } = await get(contact.id);
    expect(status).toBe(200);
    expect(idsOf(body.tickets)).toEqual(tickets.toSorted());
    expect(body.tickets.find(({ id }) => id === tickets[1])).toMatchObject({
      title: '专线中断',
      caller: { name: '李女士', phone: '+86 138-1234-5678' },
      openedAt: '1970-01-01T00:00:01.000Z',
    });
    expect(body.messages.map(({ ticketId }) => ticketId).toSorted()).toEqual(tickets.toSorted());
    expect(body.messages).toMatchObject([{ body: '什么时候能好' }, {}, {}]);
    expect(idsOf(body.leads)).toEqual(leads.toSorted());
    expect(body.complete).toBe(true);
  });

  test('they are told to forget him when he is erased, once', async () => {
    expect(await erase(contact.id)).toMatchObject({ status: 200, trips: 2 });
    await erase(contact.id);
    const [event, ...more] = await told();
    expect(more).toEqual([]);
    expect(event).toMatchObject({ of: contact.id, reason });
    expect([...event.ticketIds].sort()).toEqual(tickets.toSorted());
    expect([...event.leadIds].sort()).toEqual(leads.toSorted());
  });
});

test('nobody is told of a contact whom no ticket and no lead names', async () => {
  const contact = await newContact(company.admin, account.id, { mobile });
  await erase(contact.id);
  expect(await told()).toEqual([]);
});

test('many tickets of one person are told of in parts', async () => {
  const contact = await newContact(company.admin, account.id, { mobile });
  for (let made = 0; made < 101; made += 1) await ticket(caller('李娜', mobile));
  await erase(contact.id);
  expect((await told()).map(({ ticketIds }) => ticketIds.length)).toEqual([100, 1]);
});

describe('of somebody who is no contact', () => {
  test('a ticket stands for who called, a lead for whom it names', async () => {
    const [first, second] = [await ticket(caller('王强', mobile)), await ticket(caller('老王', mobile))];
    const hint = await lead(named('王强', mobile));
    for (const subject of [first, hint]) {
      const { status, body } = await get(subject);
      expect(status).toBe(200);
      expect(body).toMatchObject({ contact: null, user: null });
      expect(idsOf(body.tickets)).toEqual([first, second].toSorted());
      expect(idsOf(body.leads)).toEqual([hint]);
    }
    expect(await count(company, 'events', "type IN ('ticket.exported', 'lead.exported')")).toBe(2);
  });

  test('he is erased for good, once, also by many at the same time', async () => {
    const id = await ticket(caller('王强', mobile));
    const hint = await lead(named('王强', mobile));
    const answers = await Promise.all(Array.from({ length: 4 }, () => erase(id)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.erasedAt)).size).toBe(1);
    expect(await erase(id)).toMatchObject({ body: { subject: { type: 'ticket', id } } });
    expect(await told()).toMatchObject([{ of: id, ticketIds: [id], leadIds: [hint] }]);
  });

  test('a ticket that names nobody is nobody', async () => {
    const id = await ticket({});
    for (const answer of [await get(id), await erase(id)]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'personal_data.no_such_person' } });
    }
  });
});
