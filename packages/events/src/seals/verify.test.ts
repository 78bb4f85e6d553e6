import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';
import { leafOf, rootOf, type SealedItem, sealHash } from './hashes.ts';
import { type ShownSeal, verifySeals } from './verify.ts';

const item = (n: number): SealedItem => ({
  id: `evt_${n}`,
  type: 'account.changed',
  subject: { type: 'account', id: `acc_${n % 7}` },
  version: n,
  actor: { type: 'user', id: 'usr_1' },
  occurredAt: '2026-03-02T01:30:00.000Z',
  data: { changes: { name: ['甲', `客户${n}`] } },
});

/** Seals of so many events each, made as the rules say and not by the code that makes them. */
function sealsOver(events: readonly SealedItem[], sizes: readonly number[]): ShownSeal[] {
  const seals: ShownSeal[] = [];
  let from = 0;
  for (const [index, size] of sizes.entries()) {
    const part = events.slice(from, from + size);
    from += size;
    const leaves = part.map(leafOf);
    const head = {
      number: index + 1,
      events: size,
      firstEventId: part[0]?.id ?? '',
      lastEventId: part.at(-1)?.id ?? '',
      root: Buffer.from(rootOf(leaves)).toString('base64url'),
      previous: seals.at(-1)?.hash ?? null,
      sealedAt: '2026-03-02T01:31:00.000Z',
    };
    seals.push({ ...head, leaves: Buffer.concat(leaves).toString('base64url'), hash: sealHash(head) });
  }
  return seals;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
const verify = (events: readonly SealedItem[], seals: readonly ShownSeal[]) =>
  verifySeals(each(events), each(seals));

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
/** A log with its seals, some events behind them, and the place of an event that is sealed. */
const logs = fc.record({ sizes, behind: fc.nat(5), seed: fc.nat() }).map(({ sizes: all, behind, seed }) => {
  const sealed = all.reduce((sum, size) => sum + size, 0);
  const events = Array.from({ length: sealed + behind }, (_, n) => item(n));
  const place = seed % sealed;
  let before = 0;
  const seal =
    all.findIndex((size) => {
      before += size;
      return before > place;
    }) + 1;
  return { events, seals: sealsOver(events, all), sealed, behind, place, seal };
});

test('a log that was left alone fits its seals, with what is not sealed yet behind', async () => {
  await fc.assert(
    fc.asyncProperty(logs, async ({ events, seals, sealed, behind }) => {
      expect(await verify(events, seals)).toEqual({
        finding: undefined,
        seals: seals.length,
        events: sealed,
        erased: 0,
        unsealed: behind,
      });
    }),
  );
});

const changes: ((one: SealedItem) => SealedItem)[] = [
  (one) => ({ ...one, type: 'account.created' }),
  (one) => ({ ...one, version: 99 }),
  (one) => ({ ...one, actor: { type: 'user', id: 'usr_2' } }),
  (one) => ({ ...one, subject: { type: 'account', id: 'acc_x' } }),
  (one) => ({ ...one, occurredAt: '2026-03-02T01:30:00.001Z' }),
  (one) => ({ ...one, data: {} }),
  (one) => ({ ...one, data: { ...one.data, more: 1 } }),
];

test('the first event that was changed is named', async () => {
  await fc.assert(
    fc.asyncProperty(logs, fc.constantFrom(...changes), async ({ events, seals, place, seal }, change) => {
      const other = events.with(place, change(events[place] ?? item(0)));
      const event = `evt_${place}`;
      expect((await verify(other, seals)).finding).toEqual({ what: 'event_changed', event, seal });
    }),
  );
});

test('an event that was removed is told of by the one in its place', async () => {
  await fc.assert(
    fc.asyncProperty(logs, async ({ events, seals, place, seal }) => {
      const finding = (await verify(events.toSpliced(place, 1), seals)).finding;
      const last = place === events.length - 1;
      expect(finding).toEqual(
        last ? { what: 'events_missing', seal } : { what: 'event_missing', event: `evt_${place + 1}`, seal },
      );
    }),
  );
});

test('an event that was inserted is named', async () => {
  await fc.assert(
    fc.asyncProperty(logs, async ({ events, seals, place, seal }) => {
      const other = events.toSpliced(place, 0, item(1000));
      expect((await verify(other, seals)).finding).toEqual({
        what: 'event_inserted',
        event: 'evt_1000',
        seal,
      });
    }),
  );
});

test('events in another order do not fit', async () => {
  await fc.assert(
    fc.asyncProperty(logs, async ({ events, seals, sealed, place }) => {
      fc.pre(place + 1 < sealed);
      const [one, other] = [events[place] ?? item(0), events[place + 1] ?? item(0)];
      const { finding } = await verify(events.with(place, other).with(place + 1, one), seals);
      expect(finding).toBeDefined();
    }),
  );
});

test('a seal that was changed in any part, left out, or put elsewhere is named', async () => {
  const others: ((seal: ShownSeal) => ShownSeal)[] = [
    (seal) => ({ ...seal, events: seal.events + 1 }),
    (seal) => ({ ...seal, lastEventId: 'evt_x' }),
    (seal) => ({ ...seal, firstEventId: 'evt_x' }),
    (seal) => ({ ...seal, sealedAt: '2026-03-02T01:31:00.001Z' }),
    (seal) => ({ ...seal, previous: seal.hash }),
    (seal) => ({ ...seal, root: seal.hash }),
    (seal) => ({ ...seal, leaves: '' }),
    (seal) => ({ ...seal, hash: seal.root }),
  ];
  await fc.assert(
    fc.asyncProperty(logs, fc.constantFrom(...others), fc.nat(), async ({ events, seals }, change, seed) => {
      const at = seed % seals.length;
      const [victim] = seals.slice(at);
      if (victim === undefined) return;
      const { finding } = await verify(events, seals.with(at, change(victim)));
      expect(finding).toEqual({ what: 'seal_changed', seal: at + 1 });
      if (at + 1 < seals.length) {
        const without = await verify(events, seals.toSpliced(at, 1));
        expect(without.finding).toEqual({ what: 'seal_missing', seal: at + 1 });
      }
    }),
  );
});

test('a forger who seals a changed event anew breaks the chain behind it', async () => {
  const events = Array.from({ length: 6 }, (_, n) => item(n));
  const seals = sealsOver(events, [2, 2, 2]);
  const forged = events.with(2, { ...item(2), type: 'account.created' });
  const [first, second] = sealsOver(forged, [2, 2]);
  if (first === undefined || second === undefined) throw new Error('two seals');
  expect((await verify(forged, [first, second, ...seals.slice(2)])).finding).toEqual({
    what: 'seal_changed',
    seal: 3,
  });
});

test('the Merkle tree is that of RFC 6962: the roots of the test data of its reference implementation', () => {
  const data = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const leaves = data.map((hex) =>
    createHash('sha256')
      .update(Buffer.from(`00${hex}`, 'hex'))
      .digest(),
  );
  const roots = leaves.map((_, n) => Buffer.from(rootOf(leaves.slice(0, n + 1))).toString('hex'));
  expect(roots).toEqual([
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]);
});

test('JSON has one form: members by name, as RFC 8785 shows it', () => {
  const given = { peach: '桃', '€': 1e21, '1': [{ b: null, a: true }, 'x\u20ac\n'], absent: undefined };
  expect(canonicalJson(given)).toBe('{"1":[{"a":true,"b":null},"x€\\n"],"peach":"桃","€":1e+21}');
});
