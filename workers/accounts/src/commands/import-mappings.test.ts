import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { findingsOf, handIn, importFile } from '../testing/imports.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

interface Mapping {
  readonly id: string;
  readonly name: string;
  readonly mapping: object;
}

const ofSource = {
  columns: { externalId: 'no', name: 'customer', presence: 'state' },
  values: { presence: { Won: 'existing', Prospecting: 'potential' } },
  defaults: { kind: 'enterprise', industry: 'finance' },
};

const store = (body: object) => company.admin.request<Mapping>('POST', '/v1/import-mappings', { body });

async function stored(mapping: object = ofSource, kind = 'accounts'): Promise<string> {
  const { status, body } = await store({ kind, name: 'BOSS', mapping });
  expect(status).toBe(201);
  return body.id;
}

const accounts = () =>
  company.database.execute('SELECT external_id, name, presence, industry FROM accounts ORDER BY rid');
const content = 'no,customer,state\n1,甲公司,Won\n2,乙公司,Prospecting\n';

describe('a stored mapping', () => {
  test('is named by an import: columns, values and defaults are taken from it', async () => {
    const mappingId = await stored();
    expect(await importFile(company, { content, mappingId })).toMatchObject({ created: 2, failed: 0 });
    expect(await accounts()).toMatchObject([
      { external_id: '1', name: '甲公司', presence: 'existing', industry: 'finance' },
      { external_id: '2', name: '乙公司', presence: 'potential', industry: 'finance' },
    ]);
  });

  test('gives way, field by field, to what the import says itself', async () => {
    const mappingId = await stored();
    const mapping = { columns: { industry: 'sector' }, defaults: { industry: 'retail' } };
    const own = 'no,customer,state,sector\n1,甲公司,Won,energy\n2,乙公司,Won,\n';
    await importFile(company, { content: own, mappingId, mapping });
    expect((await accounts()).map(({ industry }) => industry)).toEqual(['energy', 'retail']);
  });

  test('that is changed or removed leaves imports alone that were handed in', async () => {
    const mappingId = await stored();
    const { body: job } = await handIn(company.admin, { content, mappingId });
    const path = `/v1/import-mappings/${mappingId}`;
    const changed = await company.admin.request('PATCH', path, { body: { mapping: {}, name: 'CRM' } });
    expect(changed).toMatchObject({ status: 200, body: { version: 2, name: 'CRM', mapping: {} } });
    expect(await company.admin.request('DELETE', path)).toMatchObject({ status: 204 });
    expect(await company.admin.request('GET', path)).toMatchObject({ status: 404 });
    expect(job).toMatchObject({ mapping: ofSource });
    const types = await company.database.execute('SELECT type FROM events WHERE subject_id = ?', [mappingId]);
    expect(types.map(({ type }) => type)).toEqual([
      'import_mapping.created',
      'import_mapping.changed',
      'import_mapping.removed',
    ]);
    expect(await store({ kind: 'accounts', name: 'CRM', mapping: {} })).toMatchObject({ status: 201 });
  });

  test('has a name that no other of its kind has', async () => {
    await stored();
    expect(await store({ kind: 'accounts', name: 'BOSS', mapping: {} })).toMatchObject({
      status: 409,
      body: { code: 'import_mapping.name_taken' },
    });
    await stored({}, 'contacts');
    const { body } = await store({ kind: 'accounts', name: 'CRM', mapping: {} });
    const path = `/v1/import-mappings/${body.id}`;
    expect(await company.admin.request('PATCH', path, { body: { name: 'BOSS' } })).toMatchObject({
      status: 409,
    });
    expect(await company.admin.request('PATCH', path, { body: { name: 'CRM' } })).toMatchObject({
      status: 200,
    });
  });

  test('names fields of its kind, also when it is changed', async () => {
    const mapping = { columns: { shoeSize: 'S' }, values: { name: {} }, defaults: { mobile: 1 } };
    const refused = {
      status: 400,
      body: { errors: [{ pointer: '/mapping/columns/shoeSize' }, { pointer: '/mapping/defaults/mobile' }] },
    };
    expect(await store({ kind: 'accounts', name: 'BOSS', mapping })).toMatchObject(refused);
    const path = `/v1/import-mappings/${await stored()}`;
    expect(await company.admin.request('PATCH', path, { body: { mapping } })).toMatchObject(refused);
  });

  test('that is of another kind, of another tenant, or gone, is refused', async () => {
    const mappingId = await stored();
    expect(await handIn(company.admin, { content, mappingId, kind: 'contacts' })).toMatchObject({
      status: 422,
      body: { code: 'import_mapping.other_kind' },
    });
    await company.admin.request('DELETE', `/v1/import-mappings/${mappingId}`);
    expect(await handIn(company.admin, { content, mappingId })).toMatchObject({
      status: 422,
      body: { code: 'request.unknown_reference', errors: [{ pointer: '/mappingId' }] },
    });
  });
});

test('a default that no record can have fails the import and says which', async () => {
  const mapping = { defaults: { kind: 'enterprise', presence: 'nowhere' } };
  const job = await importFile(company, { content: 'name\n甲公司\n', mapping });
  expect(job).toMatchObject({ state: 'failed', created: 0, failure: { code: 'file.default_invalid' } });
  expect(job.failure?.detail).toMatch(/Presence|在网状态/);
  expect(await findingsOf(company.admin, job.id)).toEqual([]);
});
