import { beforeEach, expect, test } from 'vitest';
import { type GivenPartners, givenPartners } from '../testing/given-partners.ts';

let given: GivenPartners;
let leaver: string;
let successor: string;
let third: string;
beforeEach(async () => {
  given = await givenPartners();
  [leaver, successor, third] = [await given.user(), await given.user(), await given.user()];
});

const owned = (by: string) => given.count('partners', `owner_id = '${by}'`);

test('all partners of a leaver go to his successor, each once with its event, however often we are told', async () => {
  await given.partners(450, { owner_id: leaver });
  const id = await given.handover(leaver, successor);
  await given.told('handover.redirected', id);
  expect(await given.worker.react()).toEqual(['acknowledged', 'acknowledged']);
  expect([await owned(leaver), await owned(successor)]).toEqual([0, 450]);
  const moved = "type = 'partner.changed' AND version = 2";
  expect(await given.count('events', moved)).toBe(450);
  expect(await given.count('events', "type = 'partner.changed'")).toBe(450);
  const [event] = await given.database.execute(
    "SELECT data FROM events WHERE type = 'partner.changed' LIMIT 1",
  );
  expect(JSON.parse(String(event?.data)).changes).toEqual({ ownerId: [leaver, successor] });
});

test('they go to whoever the handover leads to by now', async () => {
  await given.partners(3, { owner_id: leaver });
  const id = await given.handover(leaver, successor);
  await given.database.execute('UPDATE handovers SET to_user_id = ?, version = 2 WHERE id = ?', [third, id]);
  await given.worker.react();
  expect([await owned(successor), await owned(third)]).toEqual([0, 3]);
});

test('nothing goes to who cannot act: the message waits until the handover stops or leads elsewhere', async () => {
  await given.partners(3, { owner_id: leaver });
  const id = await given.handover(leaver, successor);
  await given.database.execute("UPDATE users SET status = 'blocked' WHERE id = ?", [successor]);
  expect(await given.worker.react()).toEqual(['put back']);
  expect(await owned(leaver)).toBe(3);
  await given.database.execute("UPDATE handovers SET state = 'stopped' WHERE id = ?", [id]);
  expect(await given.worker.react()).toEqual(['acknowledged']);
  expect(await owned(leaver)).toBe(3);
});
