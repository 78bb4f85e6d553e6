import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount, type ProblemBody, tally } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

function move(id: string, parentId: string | null) {
  return company.admin.request<Json & ProblemBody>('PATCH', `/v1/accounts/${id}`, { body: { parentId } });
}

/** Accounts one below the other, the topmost first. */
async function chain(length: number): Promise<string[]> {
  const ids: string[] = [];
  for (let level = 1; level <= length; level += 1) {
    const parentId = ids.at(-1) ?? null;
    ids.push((await newAccount(company.admin, { parentId })).id);
  }
  return ids;
}

async function parents(...ids: string[]): Promise<unknown[]> {
  const answers = await Promise.all(
    ids.map((id) => company.admin.request<Json>('GET', `/v1/accounts/${id}`)),
  );
  return answers.map(({ body }) => body.parentId);
}

describe('an account stands nowhere below itself', () => {
  test('neither at once nor over several levels', async () => {
    const [top = '', middle = '', bottom = ''] = await chain(3);
    for (const parentId of [top, middle, bottom]) {
      const { status, body } = await move(top, parentId);
      expect([status, body.code]).toEqual([422, 'account.parent_cycle']);
    }
    expect(await parents(top, middle, bottom)).toEqual([null, top, middle]);
  });

  test('also when two are put below each other at the same moment: exactly one is', async () => {
    for (let round = 1; round <= 10; round += 1) {
      const [a, b] = await Promise.all([newAccount(company.admin), newAccount(company.admin)]);
      const moves = await Promise.all([move(a.id, b.id), move(b.id, a.id)]);
      expect(tally(moves)).toEqual({ 200: 1, 422: 1 });
      expect(moves.find(({ status }) => status === 422)?.body.code).toBe('account.parent_cycle');
      const [ofA, ofB] = await parents(a.id, b.id);
      expect([ofA, ofB].filter((parent) => parent === null)).toHaveLength(1);
    }
  });

  test('also when three go round at the same moment', async () => {
    const ids = await Promise.all([1, 2, 3].map(async () => (await newAccount(company.admin)).id));
    const moves = await Promise.all(ids.map((id, n) => move(id, ids[(n + 1) % 3] ?? '')));
    expect(tally(moves)[200]).toBe(2);
    expect((await parents(...ids)).filter((parent) => parent === null)).toHaveLength(1);
  });
});

describe('a tree has eight levels', () => {
  test('and no account is added below the eighth', async () => {
    const ids = await chain(8);
    const body = { name: '第九级', kind: 'enterprise', parentId: ids[7] };
    const answer = await company.admin.request<ProblemBody>('POST', '/v1/accounts', { body });
    expect([answer.status, answer.body.code]).toEqual([422, 'account.parent_too_deep']);
    expect(answer.body.detail).toBe('A tree of accounts has at most 8 levels.');
  });

  test('also below an account that is moved with all that stands below it', async () => {
    const [upper, lower] = [await chain(5), await chain(4)];
    const tooDeep = await move(lower[0] ?? '', upper[4] ?? '');
    expect(tooDeep.body.code).toBe('account.parent_too_deep');
    expect((await move(lower[0] ?? '', upper[3] ?? '')).status).toBe(200);
    expect(await parents(...lower)).toEqual([upper[3], ...lower.slice(0, 3)]);
    expect((await move(lower[0] ?? '', null)).status).toBe(200);
    expect(await parents(...lower)).toEqual([null, ...lower.slice(0, 3)]);
  });

  test('also when it grows at both ends at the same moment', async () => {
    const [upper, lower] = [await chain(4), await chain(4)];
    const grown = { name: '第五级', kind: 'enterprise', parentId: lower[3] };
    const both = await Promise.all([
      move(lower[0] ?? '', upper[3] ?? ''),
      company.admin.request('POST', '/v1/accounts', { body: grown }),
    ]);
    expect(both.filter(({ status }) => status === 422)).toHaveLength(1);
  });
});
