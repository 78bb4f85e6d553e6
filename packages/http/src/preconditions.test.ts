import { beforeEach, describe, expect, test } from 'vitest';
import { type Body, givenUnits, type Units } from './testing/given-units.ts';

let units: Units;
let unit: Body;
beforeEach(async () => {
  units = await givenUnits();
  unit = await units.unit();
});

describe('If-Match', () => {
  const rename = (tag: string) =>
    units.ask('PATCH', `/v1/units/${unit.id}`, { body: { name: 'South' }, headers: { 'If-Match': tag } });

  test.each(['"1"', 'W/"1"', ' "7" , "1"', '*', '"x", W/"1"'])('%s names the first version', async (tag) => {
    const { status, headers } = await rename(tag);
    expect([status, headers.get('ETag')]).toEqual([200, '"2"']);
  });

  test.each(['"2"', '1', '"0", "2"', '', '"1', 'w/"1"', '"*"'])('%s does not', async (tag) => {
    const { status, headers, body } = await rename(tag);
    expect([status, headers.get('ETag')]).toEqual([412, '"1"']);
    expect(body).toMatchObject({ code: 'request.stale', currentVersion: 1 });
    expect(body.detail).toBe('The record is at version 1; If-Match names another.');
  });

  test('of a record that is not there is no question', async () => {
    unit = { ...unit, id: 'org_01kafxq0h3e7rvx8bm2s9t4c5d' };
    expect((await rename('"1"')).body.code).toBe('unit.not_found');
    expect((await rename('*')).body.code).toBe('unit.not_found');
  });
});

describe('If-None-Match', () => {
  const read = (tag: string, method = 'GET') =>
    units.ask(method, `/v1/units/${unit.id}`, { headers: { 'If-None-Match': tag } });

  test.each(['"1"', 'W/"1"', '"7", "1"', '*'])('%s knows the record as it is', async (tag) => {
    const { status, headers, body } = await read(tag);
    expect([status, body, headers.get('ETag')]).toEqual([304, undefined, '"1"']);
    expect(headers.has('Content-Type')).toBe(false);
    expect(headers.get('X-Request-Id')).toMatch(/^req_/);
    expect((await read(tag, 'HEAD')).status).toBe(304);
  });

  test.each(['"2"', '1', ''])('%s does not', async (tag) => {
    const { status, body } = await read(tag);
    expect([status, body.name]).toEqual([200, 'North']);
  });

  test('of an earlier version does not know the record as it is', async () => {
    await units.ask('PATCH', `/v1/units/${unit.id}`, { body: { name: 'South' } });
    expect((await read('"1"')).body).toMatchObject({ name: 'South', version: 2 });
  });
});
