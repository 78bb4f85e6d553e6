import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { founding, signIn, startTestStack, temporaryDirectory } from '../stack/temporary-stack.ts';
import { type Ask, callerAt, granted } from './caller.ts';

// One stack, and the steps of one story.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

type Made = { readonly id: string; readonly [member: string]: unknown };

const mebibyte = 1_024 * 1_024;

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: Awaited<ReturnType<typeof startTestStack>>;
let token: string;
let admin: Ask;
let account: Made;
beforeAll(async () => {
  directory = await temporaryDirectory();
  stack = await startTestStack(directory.path);
  await granted(callerAt(stack.url)('POST', '/v1/tenants', founding));
  token = await signIn(stack.url);
  admin = callerAt(stack.url, token);
  account = await granted(admin<Made>('POST', '/v1/accounts', { name: '西安港务局', kind: 'institution' }));
});
afterAll(async () => {
  await stack.stop();
  await directory.remove();
});

/** A scan of so many bytes, no two parts of which are alike. */
function scanOf(bytes: number): Buffer {
  const scan = Buffer.alloc(bytes);
  for (let at = 0; at + 32 <= bytes; at += 32) createHash('sha256').update(`${at}`).digest().copy(scan, at);
  scan.write('%PDF-1.7\n', 0);
  scan.write('\n%%EOF\n', bytes - 7);
  return scan;
}

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

async function attach(content: Uint8Array, name: string): Promise<{ status: number; body: Made }> {
  const form = new FormData();
  form.set('subjectType', 'account');
  form.set('subjectId', account.id);
  form.set('file', new Blob([content as Uint8Array<ArrayBuffer>]), name);
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(`${stack.url}/v1/attachments`, { method: 'POST', headers, body: form });
  return { status: response.status, body: (await response.json()) as Made };
}

const content = (id: string, bearer = token) =>
  fetch(`${stack.url}/v1/attachments/${id}/content`, { headers: { Authorization: `Bearer ${bearer}` } });

/** Memory of the Workers' processes below this one, MiB; 0 where the system does not tell. */
async function workersMemory(): Promise<number> {
  const processes = await readdir('/proc').catch(() => []);
  const sizes = processes
    .filter((name) => /^\d+$/.test(name))
    .map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      const parent = Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]);
      const isOurs = /^Name:\s+workerd$/m.test(status) && parent === process.pid;
      return isOurs ? Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024 : 0;
    });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

test('25 MiB go in and come out as they were, however often, and memory does not grow with them', async () => {
  const scan = scanOf(25 * mebibyte);
  const warm = async () => {
    const { status, body } = await attach(scan, '合同扫描件.pdf');
    expect([status, body.size, body.sha256]).toEqual([201, scan.byteLength, sha256(scan)]);
    const sent = await content(body.id);
    const got = new Uint8Array(await sent.arrayBuffer());
    expect([sent.status, sent.headers.get('Content-Type'), sha256(got)]).toEqual([
      ...[200, 'application/pdf', sha256(scan)],
    ]);
  };
  await warm();
  const before = await workersMemory();
  for (const _ of [1, 2]) await warm();
  const after = await workersMemory();
  console.info(
    `peak memory of workerd: ${Math.round(before)} MiB after one round, ${Math.round(after)} after three`,
  );
  // Two further rounds send and take 100 MiB.
  expect(after - before).toBeLessThan(80);
});

test('a program that is called a document is refused, and more than 25 MiB too', async () => {
  const program = Buffer.concat([Buffer.from('MZ\x90\0'), scanOf(10_000)]);
  const refused = await attach(program, '报价单.pdf');
  expect([refused.status, refused.body.code]).toEqual([422, 'attachment.kind_not_accepted']);
  const large = await attach(scanOf(25 * mebibyte + 1), '太大.pdf');
  expect([large.status, large.body.code]).toEqual([413, 'request.too_large']);
  const listed = await granted(
    admin<{ data: Made[] }>('GET', `/v1/attachments?subjectType=account&subjectId=${account.id}`),
  );
  expect(listed.data.every(({ fileName }) => fileName === '合同扫描件.pdf')).toBe(true);
});

test('whoever does not see the record, and another tenant, finds nothing', async () => {
  const { id } = (await attach(scanOf(5_000), '方案.pdf')).body;
  const roles = await granted(admin<{ data: Made[] }>('GET', '/v1/roles?key=account_manager'));
  const password = '渭水 south wind 66';
  const email = 'zhang.wei@example.cn';
  const someone = { name: '张伟', email, password, roles: [{ roleId: roles.data[0]?.id }] };
  await granted(admin('POST', '/v1/users', someone));
  const anyone = callerAt(stack.url);
  const signed = await granted(
    anyone<{ accessToken: string }>('POST', '/v1/auth/token', {
      ...{ grantType: 'password', tenant: founding.slug, email, password },
    }),
  );
  const other = { ...founding, slug: 'other', admin: { ...founding.admin, email: 'o@example.cn' } };
  await granted(anyone('POST', '/v1/tenants', other));
  const stranger = await granted(
    anyone<{ accessToken: string }>('POST', '/v1/auth/token', {
      ...{ grantType: 'password', tenant: 'other', email: 'o@example.cn' },
      password: founding.admin.password,
    }),
  );
  for (const bearer of [signed.accessToken, stranger.accessToken]) {
    expect((await content(id, bearer)).status).toBe(404);
    expect((await callerAt(stack.url, bearer)('GET', `/v1/attachments/${id}`)).status).toBe(404);
  }
  expect((await content(id)).status).toBe(200);
});
