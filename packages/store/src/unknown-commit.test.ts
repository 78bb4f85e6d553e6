import { type OrgUnitSetting, orgUnitSetting } from '@keyline/testkit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { UnavailableError } from './faults.ts';
import { type Commit, tenantStore } from './tenant-store.ts';

let setting: OrgUnitSetting;
beforeEach(async () => {
  setting = await orgUnitSetting();
});
afterEach(() => {
  vi.useRealTimers();
});

type Fetch = (request: Request) => Promise<Response>;

/** A store whose first request goes this way, and every later one as usual. */
function storeWith(onFirst: (request: Request, usual: Fetch) => Promise<Response>) {
  const { config } = setting.database;
  let requests = 0;
  const fetch: Fetch = (request) => {
    requests += 1;
    return requests === 1 ? onFirst(request, config.fetch) : config.fetch(request);
  };
  return tenantStore({ ...config, fetch }, setting.given.tenantId, setting.given.userId);
}

const takenThenLost = async (request: Request, usual: Fetch): Promise<Response> => {
  await (await usual(request)).text();
  throw new TypeError('connection reset');
};
const lostBefore = () => Promise.reject(new TypeError('connection refused'));

function commit(): { commit: Commit; id: string } {
  const change = setting.newUnit();
  return { commit: { changes: [change] }, id: change.row.id };
}

describe('a commit whose answer is lost', () => {
  test('has taken place when its event is in the log', async () => {
    const store = storeWith(takenThenLost);
    const { commit: wanted, id } = commit();
    expect(await store.commit(wanted)).toEqual({ committed: true });
    expect(await setting.stored(id)).toMatchObject({ id, version: 1 });
    expect(store.spent.trips).toBe(2);
  });

  test('has taken place also when the answer broke off', async () => {
    const store = storeWith(async (request, usual) => {
      const start = (await (await usual(request)).text()).slice(0, 40);
      const broken = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(start));
          controller.error(new TypeError('terminated'));
        },
      });
      return new Response(broken, { headers: { 'Content-Type': 'application/json' } });
    });
    expect(await store.commit(commit().commit)).toEqual({ committed: true });
  });

  test('has taken place also when something on the way says 502', async () => {
    const store = storeWith(async (request, usual) => {
      await (await usual(request)).text();
      return new Response('bad gateway', { status: 502 });
    });
    expect(await store.commit(commit().commit)).toEqual({ committed: true });
  });

  test('has taken place also when the answer is too late', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const written = Promise.withResolvers<void>();
    const store = storeWith(async (request, usual) => {
      await (await usual(request)).text();
      written.resolve();
      return new Promise<Response>(() => {});
    });
    const outcome = store.commit(commit().commit);
    await written.promise;
    await vi.advanceTimersByTimeAsync(8_000);
    expect(await outcome).toEqual({ committed: true });
  });

  test('and that was lost to a race stays unknown, and is written by nobody', async () => {
    const unit = await setting.unit();
    await setting.store.commit({ changes: [setting.renamed(unit, 'North')] });
    const late = { changes: [setting.renamed(unit, 'South')] };
    await expect(storeWith(takenThenLost).commit(late)).rejects.toThrow(UnavailableError);
    expect(await setting.stored(unit.id)).toMatchObject({ name: 'North', version: 2 });
  });

  test('stays unknown when it wrote no event', async () => {
    const only = { changes: [], also: commit().commit.changes.flatMap((c) => c.statements.slice(0, 1)) };
    await expect(storeWith(takenThenLost).commit(only)).rejects.toThrow(UnavailableError);
  });
});

test('a commit is a write and its recovery a read, whatever a lenient database would take', async () => {
  const begins: (string | undefined)[] = [];
  const { database, given } = setting;
  const fetch: Fetch = async (request) => {
    begins.push(/"(BEGIN [A-Z ]+)"/.exec(await request.clone().text())?.[1]);
    return begins.length === 1
      ? takenThenLost(request, database.config.fetch)
      : database.config.fetch(request);
  };
  const store = tenantStore({ ...database.config, fetch }, given.tenantId, given.userId);
  expect(await store.commit(commit().commit)).toEqual({ committed: true });
  expect(begins).toEqual(['BEGIN IMMEDIATE', 'BEGIN TRANSACTION READONLY']);
});

describe('a commit that never arrived', () => {
  test('is unavailable, and nothing of it is there', async () => {
    const { commit: wanted, id } = commit();
    await expect(storeWith(lostBefore).commit(wanted)).rejects.toThrow(UnavailableError);
    expect(await setting.stored(id)).toBeUndefined();
    expect(await setting.count('events')).toBe(0);
  });

  test('can be made again as it is', async () => {
    const store = storeWith(lostBefore);
    const { commit: wanted } = commit();
    await expect(store.commit(wanted)).rejects.toThrow('not known to have taken place');
    expect(await store.commit(wanted)).toEqual({ committed: true });
  });

  test('is unavailable also while the database stays away', async () => {
    const { database, given } = setting;
    const store = tenantStore({ ...database.config, fetch: lostBefore }, given.tenantId, given.userId);
    await expect(store.commit(commit().commit)).rejects.toThrow(UnavailableError);
    expect(store.spent.trips).toBe(2);
  });
});
