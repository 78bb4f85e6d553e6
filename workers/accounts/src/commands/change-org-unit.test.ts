import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, newAccount, newUnit, type ProblemBody, tally } from '../testing/records.ts';

let company: Company;
let branch: Json;
let department: Json;
beforeEach(async () => {
  company = await givenCompany();
  branch = await newUnit(company.admin, '高新分公司', 'branch');
  department = await newUnit(company.admin, '政企部', 'department', branch.id);
});

function change(id: string, body: object) {
  return company.admin.request<Json & ProblemBody>('PATCH', `/v1/org-units/${id}`, { body });
}

async function pathOf(id: string): Promise<unknown> {
  const [row] = await company.database.execute('SELECT path FROM org_units WHERE id = ?', [id]);
  return row?.path;
}

/** Units whose path is not that of their parent with their own id behind it. */
function strayPaths() {
  return company.database.execute(
    "SELECT c.name FROM org_units c LEFT JOIN org_units p ON p.id = c.parent_id WHERE c.path <> coalesce(p.path, '') || c.id || '/'",
  );
}

test('a unit is renamed, gets somebody in charge and its categories, and its history says so', async () => {
  const wang = await company.colleague('王磊');
  const body = { name: '政企一部', managerId: wang.id, categories: ['cloud', 'internet_line', 'cloud'] };
  const { status, body: changed } = await change(department.id, body);
  expect(status).toBe(200);
  expect(changed).toMatchObject({ name: '政企一部', managerId: wang.id, version: 2 });
  expect(changed.categories).toEqual(['internet_line', 'cloud']);
  const [, event] = await eventsOf(company, department.id);
  expect(event).toMatchObject({ type: 'org_unit.changed', version: 2 });
  expect(event?.data.changes).toEqual({
    name: ['政企部', '政企一部'],
    managerId: [null, wang.id],
    categories: [[], ['internet_line', 'cloud']],
  });
  expect((await change(department.id, { managerId: null })).body.managerId).toBeNull();
});

test('the company at the top can be renamed and stays where it is', async () => {
  expect((await change(company.rootId, { name: '西安市公司' })).body.name).toBe('西安市公司');
  const { status, body } = await change(company.rootId, { parentId: branch.id });
  expect([status, body.code]).toEqual([409, 'org_unit.top_stays']);
});

test('only somebody who is active can be in charge', async () => {
  const wang = await company.colleague('王磊');
  await company.database.execute("UPDATE users SET status = 'blocked' WHERE id = ?", [wang.id]);
  const { status, body } = await change(department.id, { managerId: wang.id });
  expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/managerId']);
});

test.each(['branch', 'grid'])('a %s supervises no categories', async (kind) => {
  const unit = await newUnit(company.admin, '单元', kind);
  const { status, body } = await change(unit.id, { categories: ['iot'] });
  expect([status, body.code]).toEqual([422, 'org_unit.categories_misplaced']);
});

test('a name is taken by one unit below a parent only, also where a unit moves to', async () => {
  const other = await newUnit(company.admin, '长安分公司', 'branch');
  expect((await change(other.id, { name: '高新分公司' })).body.code).toBe('org_unit.name_taken');
  await newUnit(company.admin, '政企部', 'department', other.id);
  const refused = await change(department.id, { parentId: other.id });
  expect([refused.status, refused.body.code]).toEqual([409, 'org_unit.name_taken']);
  expect((await change(department.id, { parentId: other.id, name: '政企二部' })).status).toBe(200);
});

describe('a unit moves', () => {
  test('with everything below it, and is seen from where it stands now', async () => {
    const grid = await newUnit(company.admin, '锦业路', 'grid', department.id);
    const other = await newUnit(company.admin, '长安分公司', 'branch');
    const account = await newAccount(company.admin, { orgUnitId: grid.id });
    const seenFrom = async (unitId: string) => {
      const someone = await company.colleague('李', {
        permissions: ['accounts.read'],
        scope: 'unit',
        unitId,
      });
      return (await someone.request('GET', `/v1/accounts/${account.id}`)).status;
    };
    const { status, body } = await change(department.id, { parentId: other.id });
    expect([status, body.parentId]).toEqual([200, other.id]);
    expect(await pathOf(grid.id)).toBe(`${company.rootId}/${other.id}/${department.id}/${grid.id}/`);
    expect(await strayPaths()).toEqual([]);
    expect([await seenFrom(branch.id), await seenFrom(other.id)]).toEqual([404, 200]);
    const [, event] = await eventsOf(company, department.id);
    expect(event?.type).toBe('org_unit.moved');
    expect(event?.data.changes).toEqual({ parentId: [branch.id, other.id] });
  });

  test('neither below itself, nor below what stands below it, nor where its kind does not fit', async () => {
    const grid = await newUnit(company.admin, '锦业路', 'grid', department.id);
    expect((await change(branch.id, { parentId: branch.id })).body.code).toBe('org_unit.inside_itself');
    expect((await change(branch.id, { parentId: grid.id })).body.code).toBe('org_unit.inside_itself');
    const other = await newUnit(company.admin, '长安分公司', 'branch');
    expect((await change(branch.id, { parentId: other.id })).body.code).toBe('org_unit.kind_misplaced');
    const unknown = await change(branch.id, { parentId: 'org_01kafxq0h3e7rvx8bm2s9t4c5d' });
    expect(unknown.body.errors).toMatchObject([{ pointer: '/parentId', code: 'unknown_reference' }]);
  });

  test('and paths stay whole when a unit and what it moves below move at the same moment', async () => {
    for (let round = 1; round <= 8; round += 1) {
      const other = await newUnit(company.admin, `分公司 ${round}`, 'branch');
      const grid = await newUnit(company.admin, `网格 ${round}`, 'grid');
      const back = round % 2 === 0 ? branch.id : other.id;
      const answers = await Promise.all([
        change(grid.id, { parentId: department.id }),
        change(department.id, { parentId: back }),
        company.admin.request('POST', '/v1/org-units', {
          body: { name: `新网格 ${round}`, kind: 'grid', parentId: department.id },
        }),
      ]);
      expect(answers.every(({ status }) => [200, 201, 409].includes(status))).toBe(true);
      expect(tally(answers)[409] ?? 0).toBeLessThan(3);
      expect(await strayPaths()).toEqual([]);
    }
  });
});
