import { expect, test } from 'vitest';
import { givenPartners } from '../testing/given-partners.ts';

test('partners of a unit that goes over into another follow, each once', async () => {
  const given = await givenPartners();
  const into = await given.unit();
  const unit = await given.unit({ merged_into_id: into, state: 'merging' });
  await given.partners(250, { org_unit_id: unit });
  await given.told('org_unit.merged', unit);
  await given.told('org_unit.merged', unit);
  expect(await given.worker.react()).toEqual(['acknowledged', 'acknowledged']);
  expect(await given.count('partners', `org_unit_id = '${into}' AND version = 2`)).toBe(250);
  expect(await given.count('events', "type = 'partner.changed'")).toBe(250);
});
