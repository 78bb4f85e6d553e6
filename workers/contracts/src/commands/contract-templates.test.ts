import { beforeEach, expect, test } from 'vitest';
import { someTemplateBody } from '../domain/example-contract.ts';
import { done, drafted, givenParties, type Json, type Parties } from '../testing/contracts.ts';
import { type Company, givenCompany } from '../testing/given-company.ts';

let company: Company;
let parties: Parties;
beforeEach(async () => {
  company = await givenCompany();
  parties = await givenParties(company);
});

test('a contract keeps the version of its template; later ones get what is published by then', async () => {
  const { filing, manager, templateId } = parties;
  const before = await drafted(parties);
  const path = `/v1/contract-templates/${templateId}`;
  await done(filing, 'PATCH', path, { body: '# {{title}}\n\n全新条款：{{bandwidth}}' });
  const between = await drafted(parties);
  expect(await done(filing, 'POST', `${path}/actions/publish`, undefined)).toMatchObject({
    publishedVersion: 2,
  });
  const after = await drafted(parties);
  expect([before, between, after].map((one) => one.templateVersion)).toEqual([1, 1, 2]);
  const pageOf = async (id: string) =>
    String((await manager.request('GET', `/v1/contracts/${id}/document`)).body);
  expect(await pageOf(before.id)).not.toContain('全新条款');
  expect(await pageOf(after.id)).toContain('全新条款');
});

test('of a template that is retired no contract is made, and those that were keep it', async () => {
  const { id } = await drafted(parties);
  const path = `/v1/contract-templates/${parties.templateId}`;
  await done(parties.filing, 'POST', `${path}/actions/retire`, undefined);
  await expect(drafted(parties)).rejects.toThrow('contract_template.not_published');
  expect((await parties.manager.request('GET', `/v1/contracts/${id}/document`)).status).toBe(200);
  await done(parties.filing, 'POST', `${path}/actions/publish`, undefined);
  expect(await drafted(parties)).toMatchObject({ templateVersion: 1 });
});

test('a text with a place that nothing fills is refused, and so are fields that do not fit', async () => {
  const draft = (change: object) =>
    parties.filing.request<{ code: string; errors: { pointer: string; code: string }[] }>(
      'POST',
      '/v1/contract-templates',
      { body: { ...someTemplateBody(99), ...change } },
    );
  const errorsOf = async (change: object) =>
    (await draft(change)).body.errors.map(({ pointer, code }) => [pointer, code]);
  const title = { en: 'x', 'zh-CN': '某' };
  const field = { name: 'bandwidth', type: 'text', title, required: true };
  expect(await errorsOf({ body: '{{poem}}' })).toEqual([['/body', 'placeholder']]);
  expect(await errorsOf({ fields: [field, field] })).toEqual([['/fields/1/name', 'twice']]);
  expect(await errorsOf({ fields: [field, { ...field, name: 'value' }] })).toEqual([
    ['/fields/1/name', 'reserved'],
  ]);
  expect(await errorsOf({ fields: [{ ...field, type: 'choice' }] })).toEqual([
    ['/fields/0/options', 'required'],
  ]);
});

test('values are held against the fields of the template, each by its type', async () => {
  const { id } = await drafted(parties);
  const fill = (values: object, more: object = {}) =>
    parties.manager.request<Json & { errors: { pointer: string; code: string }[] }>(
      'PATCH',
      `/v1/contracts/${id}`,
      { body: { values, ...more } },
    );
  const refused = await fill({ poem: 'x', payment: 'never', installFee: 12 }, { endOn: '2026-03-31' });
  expect(refused.status).toBe(400);
  expect(refused.body.errors.map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/values/poem', 'not_of_template'],
    ['/values/payment', 'choice'],
    ['/values/installFee', 'type'],
    ['/endOn', 'not_after'],
  ]);
  const kept = await fill({ payment: null, installFee: { amount: 50_000, currency: 'CNY' } });
  expect(kept.body).toMatchObject({
    revision: 2,
    values: { bandwidth: '500 Mbit/s', installFee: { amount: 50_000, currency: 'CNY' } },
  });
  expect(kept.body.values).not.toHaveProperty('payment');
  expect((await fill({ bandwidth: '500 Mbit/s' })).body).toMatchObject({ revision: 2, version: 2 });
});
