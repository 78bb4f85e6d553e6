import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walkPages } from '../queries/walk-pages.ts';
import { narrowWindow } from '../queries/window.ts';
import { mountedOf, productSurface } from '../support/surface.ts';
import { type Arranged, arrange, type Caller } from './arranged.ts';
import { closerAccounts, organisation, permissions } from './drawn.ts';
import { type Account, holds, type Sight, sightOf } from './model.ts';

const surface = await productSurface();
const operation = (id: string) => mountedOf(surface, id).operation;

/** How often each case was met: a property over cases that never come proves nothing. */
const met = new Map<string, number>();
const note = (what: string) => met.set(what, (met.get(what) ?? 0) + 1);

interface Row {
  readonly id: string;
  readonly publicPart?: true;
  readonly subject?: { readonly type: string };
  readonly data?: object;
}

interface Page {
  readonly data?: readonly Row[];
}

async function ask(arranged: Arranged, caller: Caller, id: string, params: Readonly<Record<string, string>>) {
  const { answer } = await arranged.world.ask(operation(id), { params }, { caller: caller.token });
  return { status: answer.status, body: answer.body as Row & Page };
}

/** What hangs on an account is for who sees the whole of it, and by its own permission. */
function expectedBelow(arranged: Arranged, caller: Caller, permission: string, account: Account): number {
  if (!holds(arranged, caller, permission)) return 403;
  if (sightOf(arranged, caller, 'accounts.read', account) !== 'whole') return 404;
  return sightOf(arranged, caller, permission, account) === 'whole' ? 200 : 403;
}

async function checkAccount(arranged: Arranged, caller: Caller, account: Account): Promise<void> {
  const accountId = account.id;
  const sight = sightOf(arranged, caller, 'accounts.read', account);
  note(`account: ${sight}`);
  const got = await ask(arranged, caller, 'getAccount', { accountId });
  const statuses: Record<Sight, number> = { whole: 200, 'public part': 200, nothing: 404 };
  expect(got.status).toBe(holds(arranged, caller, 'accounts.read') ? statuses[sight] : 403);
  if (got.status === 200) expect(got.body.publicPart === true).toBe(sight === 'public part');
  const { contactId = '', interactionId = '' } = arranged.belongings.get(accountId) ?? {};
  const below: [string, string, Record<string, string>][] = [
    ['getContact', 'contacts.read', { contactId }],
    ['listContacts', 'contacts.read', {}],
    ['getInteraction', 'interactions.read', { interactionId }],
    ['listInteractions', 'interactions.read', {}],
  ];
  for (const [id, permission, params] of below) {
    const expected = expectedBelow(arranged, caller, permission, account);
    note(`${permission}: ${expected}`);
    expect((await ask(arranged, caller, id, { accountId, ...params })).status, id).toBe(expected);
  }
  await checkTimeline(arranged, caller, account);
  await checkExplanation(arranged, caller, account);
}

interface Explained {
  readonly sight: string;
  readonly permissions: readonly { readonly permission: string; readonly allowed: boolean }[];
}

/** Everybody is told of his own access what requests show, and of what he sees nothing of not even that. */
async function checkExplanation(arranged: Arranged, caller: Caller, account: Account): Promise<void> {
  const query = { subject: account.id };
  const { answer } = await arranged.world.ask(operation('getAccess'), { query }, { caller: caller.token });
  const sight = sightOf(arranged, caller, 'accounts.read', account);
  expect(answer.status).toBe(sight === 'nothing' ? 404 : 200);
  if (sight === 'nothing') return;
  const told = answer.body as Explained;
  expect(told.sight).toBe(sight.replace(' ', '_'));
  for (const permission of permissions) {
    const may = sight === 'whole' && sightOf(arranged, caller, permission, account) === 'whole';
    expect(told.permissions.find((one) => one.permission === permission)?.allowed, permission).toBe(may);
  }
}

async function checkTimeline(arranged: Arranged, caller: Caller, account: Account): Promise<void> {
  const { status, body } = await ask(arranged, caller, 'listTimeline', { accountId: account.id });
  expect(status).toBe(expectedBelow(arranged, caller, 'accounts.read', account));
  if (status !== 200) return;
  const told = body.data?.filter(({ data }) => Object.keys(data ?? {}).length > 0);
  const readable = ['interaction', 'contact'].filter(
    (type) => sightOf(arranged, caller, `${type}s.read`, account) === 'whole',
  );
  expect(told?.map(({ subject }) => subject?.type)).toEqual([...readable, 'account']);
}

async function checkList(arranged: Arranged, caller: Caller, window: number, limit: number): Promise<void> {
  if (!holds(arranged, caller, 'accounts.read')) return;
  const seen = arranged.accounts.map((account) => ({
    id: account.id,
    sight: sightOf(arranged, caller, 'accounts.read', account),
  }));
  const ids = (...sights: Sight[]) =>
    seen
      .filter((one) => sights.includes(one.sight))
      .map(({ id }) => id)
      .sort();
  const world = arranged.world.within(narrowWindow(window));
  const asked = { operation: operation('listAccounts'), caller: caller.token, limit };
  for (const variant of [{}, { sort: 'name' }, { kind: 'enterprise' }]) {
    const walked = await walkPages(world, { ...asked, variant });
    expect(walked.toSorted(), JSON.stringify(variant)).toEqual(ids('whole', 'public part'));
  }
  for (const variant of [{ sort: '-updatedAt' }, { presence: 'potential' }]) {
    const walked = await walkPages(world, { ...asked, variant });
    expect(walked.toSorted(), JSON.stringify(variant)).toEqual(ids('whole'));
  }
}

test('requests see of each account, and of what hangs on it, exactly what the rules say', async () => {
  await fc.assert(
    fc.asyncProperty(organisation, async (drawn) => {
      const arranged = await arrange(surface, drawn);
      for (const caller of arranged.principals) {
        for (const account of arranged.accounts.slice(0, closerAccounts))
          await checkAccount(arranged, caller, account);
      }
    }),
    { numRuns: 40 },
  );
  for (const sight of ['whole', 'public part', 'nothing']) {
    expect(met.get(`account: ${sight}`) ?? 0, sight).toBeGreaterThan(20);
  }
  for (const status of [200, 403, 404]) {
    expect(met.get(`contacts.read: ${status}`) ?? 0, String(status)).toBeGreaterThan(20);
  }
}, 120_000);

test('lists show over all their pages exactly what the rules let be seen', async () => {
  const window = fc.constantFrom(2, 3, 5, 2000);
  const limit = fc.integer({ min: 1, max: 5 });
  await fc.assert(
    fc.asyncProperty(organisation, window, limit, async (drawn, rows, size) => {
      const arranged = await arrange(surface, drawn);
      for (const caller of arranged.principals) await checkList(arranged, caller, rows, size);
    }),
    { numRuns: 50 },
  );
}, 120_000);
