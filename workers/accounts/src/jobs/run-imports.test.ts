import { testBucket } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { afterRuns, handIn, type ImportJob, importFile } from '../testing/imports.ts';

const mapping = { defaults: { kind: 'enterprise' } };
const rowsOf = (count: number) =>
  `externalId,name\n${Array.from({ length: count }, (_, n) => `E-${n},第${n}号客户`).join('\n')}\n`;

let company: Company;
/** Runs before a trip to the database; throwing breaks it off. */
let onTrip: (request: string) => Promise<void>;
const bucket = testBucket();
beforeEach(async () => {
  onTrip = async () => undefined;
  company = await givenCompany({ onTrip: (request) => onTrip(request), bindings: { FILES: bucket } });
});

const numbers = async () => {
  const [row] = await company.database.execute(
    "SELECT (SELECT count(*) FROM accounts) AS accounts, (SELECT count(*) FROM events WHERE type = 'account.created') AS told, (SELECT count(*) FROM import_progress WHERE files = 1) AS open",
  );
  return row;
};
const job = async (id: string) => (await company.admin.request<ImportJob>('GET', `/v1/imports/${id}`)).body;
const filesOf = async () => (await bucket.list({ prefix: company.tenantId })).objects.map(({ key }) => key);

/** Whether a trip commits a page. */
const isPage = (request: string) => request.includes('UPDATE \\"import_progress\\" SET \\"breakdowns\\"');

test('a run that dies at any page is gone on with at the next, and no row is done twice or lost', async () => {
  const { body } = await handIn(company.admin, { content: rowsOf(1_100), mapping });
  let pages = 0;
  onTrip = async (request) => {
    if (!isPage(request)) return;
    pages += 1;
    // Every second commit of a page never reaches the database, and what follows neither.
    if (pages % 2 === 0) throw new Error('broken off');
  };
  for (let runs = 0; runs < 8; runs += 1) {
    await company.worker.scheduled(Date.now()).catch(() => undefined);
    await company.database.execute('UPDATE import_progress SET runner_until = 0');
  }
  expect(await job(body.id)).toMatchObject({ state: 'done', total: 1_100, created: 1_100, failed: 0 });
  expect(pages).toBeGreaterThan(6);
  expect(await numbers()).toMatchObject({ accounts: 1_100, told: 1_100, open: 0 });
  expect(await filesOf()).toEqual([]);
});

test('two runs at once do each row once', async () => {
  const { body } = await handIn(company.admin, { content: rowsOf(900), mapping });
  onTrip = async (request) => {
    // Leases count for nothing here: both runs believe that nobody else is at work.
    if (isPage(request)) await company.database.execute('UPDATE import_progress SET runner_until = 0');
  };
  await Promise.all([1, 2, 3].map(() => company.worker.scheduled(Date.now())));
  expect(await afterRuns(company, body.id)).toMatchObject({ state: 'done', created: 900, unchanged: 0 });
  expect(await numbers()).toMatchObject({ accounts: 900, told: 900 });
});

test('cancelling ends it behind the page under way; what is done stays', async () => {
  const { body } = await handIn(company.admin, { content: rowsOf(1_000), mapping });
  let pages = 0;
  onTrip = async (request) => {
    if (!isPage(request)) return;
    pages += 1;
    if (pages !== 3) return;
    const cancelled = await company.admin.request('POST', `/v1/imports/${body.id}/actions/cancel`);
    expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled' } });
  };
  await company.worker.scheduled(Date.now());
  expect(await job(body.id)).toMatchObject({ state: 'cancelled', created: 400, total: null });
  expect(await numbers()).toMatchObject({ accounts: 400 });
  await company.worker.scheduled(Date.now());
  expect(await filesOf()).toEqual([]);
  expect(await numbers()).toMatchObject({ accounts: 400, open: 0 });
});

test('whoever loses his right while it runs has it ended there', async () => {
  const rights = ['imports.read', 'imports.write', 'accounts.read', 'accounts.create'] as const;
  const leaver = await company.colleague('离职者', { permissions: rights, scope: 'own' });
  const { body } = await handIn(leaver, { content: rowsOf(600), mapping });
  let pages = 0;
  onTrip = async (request) => {
    if (isPage(request)) pages += 1;
    if (pages === 1)
      await company.database.execute("UPDATE principals SET status = 'blocked' WHERE id = ?", [leaver.id]);
  };
  await company.worker.scheduled(Date.now());
  expect(await job(body.id)).toMatchObject({ state: 'failed', failure: { code: 'import.not_permitted' } });
  expect(await numbers()).toMatchObject({ accounts: 200, open: 0 });
});

test('a row that somebody else is always faster with is told, and holds up no other', async () => {
  const before = await importFile(company, { content: rowsOf(3), mapping });
  expect(before).toMatchObject({ created: 3 });
  const changed = rowsOf(3).replaceAll('号客户', '号改名');
  const { body } = await handIn(company.admin, { content: changed, mapping });
  onTrip = async (request) => {
    if (!isPage(request)) return;
    await company.database.execute("UPDATE accounts SET version = version + 2 WHERE external_id = 'E-1'");
  };
  const ended = await afterRuns(company, body.id);
  expect(ended).toMatchObject({ state: 'done', updated: 2, failed: 1 });
  const names = await company.database.execute('SELECT name FROM accounts ORDER BY rid');
  expect(names.map(({ name }) => name)).toEqual(['第0号改名', '第1号客户', '第2号改名']);
});

test('an import that breaks off at the same row again and again is given up', async () => {
  const { body } = await handIn(company.admin, { content: rowsOf(3), mapping });
  await company.database.execute("UPDATE imports SET mapping = 'null'");
  for (let runs = 0; runs < 6; runs += 1) await company.worker.scheduled(Date.now()).catch(() => undefined);
  expect(await job(body.id)).toMatchObject({ state: 'failed', failure: { code: 'import.broke_down' } });
  expect(await filesOf()).toEqual([]);
});

test('a file that cannot be read is told why', async () => {
  const job = await importFile(company, { content: 'x,y\n1,2\n' });
  expect(job).toMatchObject({ state: 'failed', failure: { code: 'file.no_column_known' } });
  expect(job.failure?.detail).toContain('x, y');
});
