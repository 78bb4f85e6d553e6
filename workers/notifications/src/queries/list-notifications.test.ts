import { beforeEach, expect, test } from 'vitest';
import { givenOffice, type Office, type Person } from '../testing/given-tenant.ts';
import { type Inbox, ownerChanged } from '../testing/happenings.ts';

let office: Office;
let owner: Person;
beforeEach(async () => {
  office = await givenOffice();
  owner = await office.person();
  for (let i = 0; i < 12; i += 1) await ownerChanged(office, owner.id, office.admin.id, `客户${i}`);
  await office.worker.react();
});

const inbox = async (person: Person, query = '') =>
  (await person.request<Inbox>('GET', `/v1/notifications${query}`)).body;
const read = (person: Person, id: string) => person.request('POST', `/v1/notifications/${id}/actions/read`);

test('the number of unread ones is right however many are read at once, and twice', async () => {
  const ids = (await inbox(owner)).data.map(({ id }) => id);
  const some = ids.slice(0, 7);
  const answers = await Promise.all([...some, ...some].map((id) => read(owner, id)));
  expect(answers.every(({ status }) => status === 204)).toBe(true);
  expect((await inbox(owner)).unread).toBe(5);
  const unread = await inbox(owner, '?state=unread');
  expect(unread.data.map(({ id }) => id)).toEqual(ids.slice(7));
  expect((await inbox(owner, '?state=read')).data).toHaveLength(7);
});

test('all are read at once, or those that were on the screen', async () => {
  const ids = (await inbox(owner)).data.map(({ id }) => id);
  const all = (body: object) => owner.request('POST', '/v1/notifications/actions/read-all', { body });
  expect((await all({ through: ids[3] })).status).toBe(204);
  expect((await inbox(owner)).unread).toBe(3);
  expect((await inbox(owner, '?state=unread')).data.map(({ id }) => id)).toEqual(ids.slice(0, 3));
  await Promise.all([all({}), read(owner, ids[0] ?? ''), all({})]);
  expect((await inbox(owner)).unread).toBe(0);
});

test("nobody sees or reads another's, not even who may do everything", async () => {
  const [first] = (await inbox(owner)).data;
  expect(await inbox(office.admin)).toMatchObject({ unread: 0, data: [] });
  const answer = await read(office.admin, first?.id ?? '');
  expect(answer).toMatchObject({ status: 404, body: { code: 'notification.not_found' } });
  const through = { body: { through: first?.id } };
  await office.admin.request('POST', '/v1/notifications/actions/read-all', through);
  expect((await inbox(owner)).unread).toBe(12);
});

test('what is forgotten by age no longer counts', async () => {
  const day = 86_400_000;
  await office.worker.scheduled(Date.UTC(2026, 2, 2) + 399 * day);
  expect((await inbox(owner)).unread).toBe(12);
  await office.database.execute('UPDATE notifications SET created_at = 0');
  await office.worker.scheduled(Date.UTC(2026, 2, 2));
  expect(await inbox(owner)).toMatchObject({ unread: 0, data: [] });
});
