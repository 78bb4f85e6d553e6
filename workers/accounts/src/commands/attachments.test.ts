import { createHash } from 'node:crypto';
import { nameParty, tenantStore } from '@keyline/store';
import { createTestClock, type TestClock, testBucket } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { officeParts, zipOf } from '../testing/office-file.ts';
import { count, eventsOf, type Json, newAccount, newContact, type ProblemBody } from '../testing/records.ts';

const pdf = '%PDF-1.7\n%%EOF\n';
const hour = 3_600_000;

let company: Company;
let clock: TestClock;
let files: ReturnType<typeof testBucket>;
let account: Json;
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  files = testBucket();
  company = await givenCompany({ clock, bindings: { FILES: files } });
  account = await newAccount(company.admin);
});

interface Given {
  readonly name?: string;
  readonly content?: string | Uint8Array;
  readonly fields?: Readonly<Record<string, string>>;
  readonly by?: Colleague;
  readonly key?: string;
}

function attach(given: Given = {}) {
  const { name = '合同扫描件.pdf', content = pdf, fields = {}, by = company.admin, key } = given;
  const form = new FormData();
  const all = { subjectType: 'account', subjectId: account.id, ...fields };
  for (const [field, value] of Object.entries(all)) form.set(field, value);
  form.set('file', new Blob([content as string]), name);
  return by.request<Json & ProblemBody>('POST', '/v1/attachments', { form, ...(key && { key }) });
}

const stored = async () => (await files.list({ prefix: '' })).objects.length;
const contentOf = (id: string, headers: Record<string, string> = {}, by = company.admin) =>
  company.worker.open('GET', `/v1/attachments/${id}/content`, { token: by.token, headers });
const cron = () => company.worker.scheduled(clock.now());
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

describe('a file that is attached', () => {
  test('is known by its content, and downloaded as it was', async () => {
    const { status, body, headers } = await attach();
    expect([status, headers.get('Location')]).toEqual([201, `/v1/attachments/${body.id}`]);
    expect(body).toMatchObject({
      ...{ subjectType: 'account', subjectId: account.id, accountId: account.id },
      ...{ fileName: '合同扫描件.pdf', kind: 'pdf', contentType: 'application/pdf' },
      ...{ size: pdf.length, sha256: sha256(pdf), version: 1 },
    });
    const sent = await contentOf(body.id);
    expect(await sent.text()).toBe(pdf);
    expect(Object.fromEntries(sent.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; .*filename\*=UTF-8''%E5%90%88/),
      'x-content-type-options': 'nosniff',
      etag: `"${sha256(pdf)}"`,
    });
  });

  test('shows on the timeline of its account, and in the list of its record alone', async () => {
    const contact = await newContact(company.admin, account.id);
    const one = (await attach()).body;
    const fields = { subjectType: 'contact', subjectId: contact.id };
    const other = (await attach({ fields })).body;
    const listed = async (query: string) => {
      const { body } = await company.admin.request<{ data: Json[] }>('GET', `/v1/attachments?${query}`);
      return body.data.map(({ id }) => id);
    };
    expect(await listed(`subjectType=account&subjectId=${account.id}`)).toEqual([one.id]);
    expect(await listed(`subjectType=contact&subjectId=${contact.id}`)).toEqual([other.id]);
    const timeline = await company.admin.request<{ data: { type: string }[] }>(
      'GET',
      `/v1/accounts/${account.id}/timeline`,
    );
    expect(timeline.body.data.filter(({ type }) => type === 'attachment.added')).toHaveLength(2);
  });

  test('may be an office file, however large its pictures are', async () => {
    const pictures = { 'word/media/image1.png': new Uint8Array(9_000_000).fill(1) };
    const content = zipOf({ ...officeParts('docx'), ...pictures }, { stored: true });
    const { body } = await attach({ name: '方案', content, fields: { sha256: sha256(content) } });
    expect(body).toMatchObject({ kind: 'docx', fileName: '方案.docx', size: content.byteLength });
    const sent = Buffer.from(await (await contentOf(body.id)).arrayBuffer());
    expect(sha256(sent)).toBe(body.sha256);
  });

  test('is sent in part to whoever asks for a part', async () => {
    const { id } = (await attach()).body;
    const part = await contentOf(id, { Range: 'bytes=1-3' });
    expect([part.status, await part.text(), part.headers.get('Content-Range')]).toEqual([
      ...[206, 'PDF', `bytes 1-3/${pdf.length}`],
    ]);
    const stale = await contentOf(id, { Range: 'bytes=1-3', 'If-Range': '"other"' });
    expect(stale.status).toBe(200);
    const beyond = await contentOf(id, { Range: 'bytes=900-' });
    expect([beyond.status, beyond.headers.get('Content-Range')]).toEqual([416, `bytes */${pdf.length}`]);
    expect((await contentOf(id, { 'If-None-Match': `"${sha256(pdf)}"` })).status).toBe(304);
  });

  test('is attached once however often the request is repeated', async () => {
    const first = await attach({ key: 'k1' });
    const again = await attach({ key: 'k1' });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect([await stored(), await count(company, 'attachments')]).toEqual([1, 1]);
  });
});

describe('a file that is refused leaves nothing behind', () => {
  const codeOf = async (given: Given) => {
    const { status, body } = await attach(given);
    return `${status} ${body.code}`;
  };
  const expectNothing = async () => {
    expect([await stored(), await count(company, 'attachments')]).toEqual([0, 0]);
  };

  test('a program that is called a document', async () => {
    const content = Buffer.from('MZ\x90\0\x03');
    expect(await codeOf({ name: '报价单.pdf', content })).toBe('422 attachment.kind_not_accepted');
    await expectNothing();
  });

  test('an office file with macros', async () => {
    const content = zipOf({ ...officeParts('xlsx'), 'xl/vbaProject.bin': 'x' });
    expect(await codeOf({ content })).toBe('422 attachment.has_macros');
    await expectNothing();
  });

  test('more than 25 MiB; 25 MiB are taken', async () => {
    const limit = 25 * 1_024 * 1_024;
    const content = Buffer.alloc(limit + 1);
    content.write(pdf, 0);
    content.write('%%EOF', limit - 20);
    expect(await codeOf({ content })).toBe('413 request.too_large');
    await expectNothing();
    expect((await attach({ content: content.subarray(0, limit) })).status).toBe(201);
  });

  test('one that arrived otherwise than it was sent', async () => {
    expect(await codeOf({ fields: { sha256: sha256('another') } })).toBe('422 attachment.checksum_differs');
    await expectNothing();
  });

  test('one of a record that is not there, or not of that type', async () => {
    const code = '404 attachment.subject_not_found';
    expect(await codeOf({ fields: { subjectType: 'contact' } })).toBe(code);
    expect(await codeOf({ fields: { subjectId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' } })).toBe(code);
    await expectNothing();
  });
});

describe('an attachment is for whom its record is', () => {
  const read = ['accounts.read', 'attachments.read'] as const;
  const statuses = async (by: Colleague, id: string) => {
    const query = `subjectType=account&subjectId=${account.id}`;
    const paths = [`/v1/attachments?${query}`, `/v1/attachments/${id}`, `/v1/attachments/${id}/content`];
    return Promise.all(paths.map(async (path) => (await by.request('GET', path)).status));
  };

  test('who does not see the account sees nothing of it, and attaches nothing', async () => {
    const { id } = (await attach()).body;
    const permissions = [...read, 'attachments.write'] as const;
    const stranger = await company.colleague('王磊', { permissions, scope: 'own' });
    expect(await statuses(stranger, id)).toEqual([404, 404, 404]);
    expect((await attach({ by: stranger })).status).toBe(404);
    expect((await stranger.request('DELETE', `/v1/attachments/${id}`)).status).toBe(404);
  });

  test('who sees the account and may read attachments reads them, and removes none', async () => {
    const { id } = (await attach()).body;
    const reader = await company.colleague('陈静', { permissions: read, scope: 'tenant' });
    expect(await statuses(reader, id)).toEqual([200, 200, 200]);
    expect((await reader.request('DELETE', `/v1/attachments/${id}`)).status).toBe(403);
    expect((await attach({ by: reader })).status).toBe(403);
  });

  test('of a contact only for who may read contacts there', async () => {
    const contact = await newContact(company.admin, account.id);
    const fields = { subjectType: 'contact', subjectId: contact.id };
    const { id } = (await attach({ fields })).body;
    const reader = await company.colleague('陈静', { permissions: read, scope: 'tenant' });
    expect((await reader.request('GET', `/v1/attachments/${id}`)).status).toBe(403);
    await company.grant(reader.id, { permissions: ['contacts.read'], scope: 'tenant' });
    expect((await reader.request('GET', `/v1/attachments/${id}`)).status).toBe(200);
  });

  test('not for who is only named by open work: it is no part of what is public', async () => {
    const { id } = (await attach()).body;
    const named = await company.colleague('刘洋', { permissions: read, scope: 'own' });
    const store = tenantStore(company.database.config, company.tenantId, company.admin.id);
    const subject = { type: 'account', id: account.id };
    const naming = { subject, accountId: account.id, reason: 'task' as const, causeId: 'tsk', openedAt: 0 };
    await store.commit({ changes: [], also: [nameParty(naming, { userId: named.id })] });
    expect((await named.request('GET', `/v1/accounts/${account.id}`)).status).toBe(200);
    expect(await statuses(named, id)).toEqual([404, 404, 404]);
  });

  test('not of a contact that was removed', async () => {
    const contact = await newContact(company.admin, account.id);
    const { id } = (await attach({ fields: { subjectType: 'contact', subjectId: contact.id } })).body;
    await company.admin.request('DELETE', `/v1/accounts/${account.id}/contacts/${contact.id}`);
    expect((await contentOf(id)).status).toBe(404);
  });
});

describe('what is removed', () => {
  test('is gone at once for everybody, its content with the next minute, and stays in the history', async () => {
    const { id } = (await attach()).body;
    const other = (await attach()).body.id;
    const removed = await company.admin.request('DELETE', `/v1/attachments/${id}`, {
      headers: { 'If-Match': '"1"' },
    });
    expect([removed.status, (await contentOf(id)).status]).toEqual([204, 404]);
    expect(await stored()).toBe(2);
    await Promise.all([cron(), cron()]);
    expect([await stored(), (await contentOf(other)).status]).toEqual([1, 200]);
    expect(await count(company, 'attachments', 'file_key IS NULL')).toBe(1);
    expect((await eventsOf(company, id)).map(({ type }) => type)).toEqual([
      'attachment.added',
      'attachment.removed',
    ]);
  });

  test('goes with the contact who is erased, with its name', async () => {
    const contact = await newContact(company.admin, account.id);
    const fields = { subjectType: 'contact', subjectId: contact.id };
    const { id } = (await attach({ name: '李娜身份证.pdf', fields })).body;
    const former = (await attach({ name: '李娜身份证旧.pdf', fields })).body.id;
    await company.admin.request('DELETE', `/v1/attachments/${former}`);
    const body = { subject: contact.id, reason: '本人要求删除' };
    expect((await company.admin.request('POST', '/v1/personal-data/actions/erase', { body })).status).toBe(
      200,
    );
    await cron();
    expect([await stored(), (await contentOf(id)).status]).toEqual([0, 404]);
    const kept = await Promise.all(
      ['attachments', 'events', 'private_changes'].map((table) =>
        company.database.execute(`SELECT * FROM ${table}`),
      ),
    );
    const text = JSON.stringify(kept, (_, one) => (typeof one === 'bigint' ? Number(one) : one));
    expect(text).not.toContain('李娜身份证');
  });
});

describe('an upload that breaks off', () => {
  test('leaves a file that is deleted an hour later, and no sooner', async () => {
    const real = files.delete;
    const lost = { ...files, delete: () => Promise.reject(new Error('the bucket is gone')) };
    company = await givenCompany({ clock, bindings: { FILES: lost } });
    account = await newAccount(company.admin);
    expect((await attach({ content: 'no document' })).status).toBe(422);
    expect(await stored()).toBe(1);
    lost.delete = real as typeof lost.delete;
    clock.advance(hour);
    await cron();
    expect(await stored()).toBe(1);
    clock.advance(1);
    await Promise.all([cron(), cron()]);
    expect([await stored(), await count(company, 'pending_files')]).toEqual([0, 0]);
  });

  test('and was given up names no record any more', async () => {
    const put = files.put;
    const slow = {
      ...files,
      async put(key: string, value: Uint8Array) {
        const kept = await put(key, value);
        await company.database.execute('DELETE FROM pending_files');
        return kept;
      },
    };
    company = await givenCompany({ clock, bindings: { FILES: slow } });
    account = await newAccount(company.admin);
    expect((await attach()).status).toBe(409);
    expect([await stored(), await count(company, 'attachments')]).toEqual([0, 0]);
  });
});
