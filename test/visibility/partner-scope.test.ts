import { givenApiKey, givenUser } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { walkPages } from '../queries/walk-pages.ts';
import { exampleRunner } from '../support/example-runner.ts';
import { mountedOf, productSurface } from '../support/surface.ts';
import { openWorld } from '../support/world.ts';

const surface = await productSurface();
const permissions = ['partners.read'];

test('a partner sees itself and no other, by its people and its keys', async () => {
  const world = await openWorld(surface);
  const { database, home } = world;
  const runner = exampleRunner(world);
  const made = [await runner.run('activatePartner'), await runner.run('activatePartner')];
  const [own = '', other = ''] = made.map(({ answer }) => (answer.body as { id: string }).id);
  const user = await givenUser(database, home.tenantId, { permissions, scope: 'partner' });
  const key = await givenApiKey(database, home.tenantId, permissions);
  await database.execute("UPDATE principal_roles SET scope = 'partner' WHERE principal_id = ?", [key.keyId]);
  const { operation: get } = mountedOf(surface, 'getPartner');
  const { operation: list } = mountedOf(surface, 'listPartners');
  for (const { id, token } of [
    { id: user.userId, token: user.token },
    { id: key.keyId, token: key.token },
  ]) {
    const status = async (partnerId: string) =>
      (await world.ask(get, { params: { partnerId } }, { caller: token })).answer.status;
    const listed = () => walkPages(world, { operation: list, variant: {}, caller: token, limit: 10 });
    expect([await status(own), await status(other), await listed()]).toEqual([404, 404, []]);
    await database.execute('UPDATE principals SET partner_id = ? WHERE id = ?', [own, id]);
    expect([await status(own), await status(other), await listed()]).toEqual([200, 404, [own]]);
  }
});
