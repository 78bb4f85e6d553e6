import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '@keyline/stack';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startTestStack, temporaryDirectory } from '../stack/temporary-stack.ts';
import { callerAt, granted } from './caller.ts';

// One stack; thousands of rows on a busy machine take their time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const folder = join(projectRoot, '../shared/data/crm-sales-opportunities');
const absent = !existsSync(folder);
if (absent) console.warn('skipped: ../shared/data/crm-sales-opportunities is not there');

/** Whom the command signs in. */
const administrator = {
  name: '高远',
  email: 'gao.yuan@demo.example.cn',
  password: 'weicheng south gate 2026',
};

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: Awaited<ReturnType<typeof startTestStack>>;
/** Runs the command as a person does, while crons go on minute by minute, and returns the lines that it printed. */
async function demoImport(...parameters: string[]): Promise<readonly string[]> {
  const program = join(projectRoot, 'scripts/run.mjs');
  const env = { ...process.env, LC_ALL: 'en_US.UTF-8', DATA_DIRECTORY: directory.path };
  const command = promisify(execFile)(process.execPath, [program, 'demo:import', ...parameters], { env });
  let running = true;
  const ended = command.finally(() => {
    running = false;
  });
  while (running) {
    await Promise.race([ended, stack.cron({ at: new Date().toISOString() })]);
  }
  return (await ended).stdout.trim().split('\n');
}

const totals = [
  'Opportunities of the file: 7375',
  '  drafted: 163, worth 0.00 yuan',
  '  assigned: 501, worth 0.00 yuan',
  '  signed: 4238, worth 10005534.00 yuan',
  '  lost: 2473, worth 0.00 yuan',
];

interface Listed {
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

/** What the administrator reads of the tenant. */
async function read(path: string): Promise<Listed['data']> {
  const { email, password } = administrator;
  const credentials = { grantType: 'password', tenant: 'demo', email, password };
  const signedIn = callerAt(stack.url)<{ accessToken: string }>('POST', '/v1/auth/token', credentials);
  const { accessToken } = await granted(signedIn);
  return (await granted(callerAt(stack.url, accessToken)<Listed>('GET', path))).data;
}

// It lies beside the project where public data are at hand.
describe.skipIf(absent)('the sales of another system', () => {
  beforeAll(async () => {
    directory = await temporaryDirectory();
    stack = await startTestStack(directory.path);
    const place = { name: '渭城市分公司', slug: 'demo', locale: 'zh-CN', timeZone: 'Asia/Shanghai' };
    const tenant = { ...place, admin: administrator };
    await granted(callerAt(stack.url)('POST', '/v1/tenants', tenant));
  });
  afterAll(async () => {
    await stack.stop();
    await directory.remove();
  });

  test('85 companies and 7,375 deals come in, and every row that does not says why', async () => {
    const lines = await demoImport();
    expect(lines).toContain('accounts.csv: 85 created, 0 updated, 0 unchanged, 0 failed, 4 warnings');
    expect(lines).toContain(
      'sales_pipeline.csv: 7375 created, 0 updated, 0 unchanged, 1425 failed, 1260 warnings',
    );
    expect(lines).toContain('  1425 x /accountId: This is required.');
    expect(lines).toContain(
      '  1258 x /category: There is no category GTXPro; the opportunity came in under ICT integration, with the text kept as its product.',
    );
    expect(lines.slice(-5)).toEqual(totals);
    const companies = await read('/v1/accounts?limit=200');
    expect(companies).toHaveLength(85);
    const named = (name: string) => companies.find((company) => company.name === name);
    expect(named('Cheers')).toMatchObject({ parentId: named('Massive Dynamic')?.id });
    expect(companies.filter(({ industry }) => industry === 'technology')).toHaveLength(12);
  });

  test('deals stand in their stages with fen for yuan, and keep the name of their product', async () => {
    const [won] = await read('/v1/opportunities?stage=signed&limit=1');
    expect(won).toMatchObject({ category: 'ict', stage: 'signed', revenue: { oneOff: { currency: 'CNY' } } });
    const [lost] = await read('/v1/opportunities?stage=lost&limit=1');
    expect(lost).toMatchObject({ stage: 'lost', loss: { reasonCode: 'imported' } });
    const [dear] = await read('/v1/opportunities?sort=-amount&limit=1');
    expect(dear).toMatchObject({ amount: { amount: 3_028_800 }, fields: { product: 'GTK 500' } });
  });

  test('a second time makes nothing twice, by the same mappings', async () => {
    const lines = await demoImport(folder);
    expect(lines).toContain('accounts.csv: 0 created, 0 updated, 85 unchanged, 0 failed, 4 warnings');
    expect(lines).toContain(
      'sales_pipeline.csv: 0 created, 0 updated, 7375 unchanged, 1425 failed, 1260 warnings',
    );
    expect(lines.slice(-5)).toEqual(totals);
    expect(await read('/v1/import-mappings')).toHaveLength(2);
  });
});
