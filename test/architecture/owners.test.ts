import { tableOwners } from '@keyline/schema';
import { describe, expect, test } from 'vitest';
import { ownerFindings } from './owners.ts';
import { exportedTables, ownership } from './ownership.ts';
import { projectTree, treeOf } from './tree.ts';

const findingsFor = (path: string, source: string) => ownerFindings(treeOf({ [path]: source }), ownership);
const importing = "import { accounts, events } from '@keyline/schema';\n";

describe('tables', () => {
  test('have an owner each', () => {
    const unowned = exportedTables.filter(([, table]) => !tableOwners.has(table));
    expect(unowned.map(([name]) => name)).toEqual([]);
  });

  test('are written by their owners only, in the whole project', () => {
    expect(ownerFindings(projectTree(), ownership)).toEqual([]);
  });

  test.each([
    ['an insert', 'insert(accounts, { id })'],
    ['an update', 'update(accounts, { id }, { name })'],
    ['a subject', "const subject = { type: 'account', table: accounts, accountOf: (row) => row.id };"],
    ['a subject with methods', 'const subject = { accountOf(row) { return row.id; }, table: accounts };'],
    ['SQL on the table', `sql\`UPDATE \${accounts} SET name = 1\``],
    ['SQL that deletes', `sql\`DELETE FROM \${accounts}\``],
    ['SQL that replaces', 'sql`INSERT OR REPLACE INTO accounts (id) VALUES (1)`'],
    ['SQL on an index of the table', "'INSERT INTO accounts_search (rowid) VALUES (1)'"],
  ])('are not written by others through %s', (_, source) => {
    expect(findingsFor('workers/tickets/src/a.ts', importing + source)).toEqual([
      expect.stringMatching(/^workers\/tickets\/src\/a\.ts:\d+ writes accounts\w*, which accounts owns$/),
    ]);
    expect(findingsFor('workers/accounts/src/a.ts', importing + source)).toEqual([]);
  });

  test('of every commit are written by the store alone', () => {
    expect(findingsFor('workers/accounts/src/a.ts', `${importing}insert(events, {})`)).toHaveLength(1);
    expect(findingsFor('packages/store/src/a.ts', `${importing}insert(events, {})`)).toEqual([]);
    expect(
      findingsFor('packages/http/src/a.ts', `${importing}sql\`INSERT INTO must SELECT 1\``),
    ).toHaveLength(1);
  });

  test('are known under another name, too', () => {
    const source = "import { accounts as customers } from '@keyline/schema';\ninsert(customers, {})";
    expect(findingsFor('workers/tickets/src/a.ts', source)).toHaveLength(1);
    const whole = "import * as people from '@keyline/schema';\nupdate(people.users, {}, {})";
    expect(findingsFor('workers/tickets/src/a.ts', whole)).toHaveLength(1);
  });

  test('that nobody owns are written by nobody', () => {
    expect(findingsFor('workers/tickets/src/a.ts', "'DELETE FROM leftovers'")).toEqual([
      'workers/tickets/src/a.ts:1 writes leftovers, which nobody owns',
    ]);
    expect(findingsFor('workers/tickets/src/a.ts', 'insert(whatever, {})')).toHaveLength(1);
    expect(findingsFor('packages/store/src/a.ts', 'insert(subject.table, {})')).toEqual([]);
  });

  test('may be read, joined and named by everybody', () => {
    const source = `${importing}
      sql\`SELECT * FROM \${accounts} a ON CONFLICT DO UPDATE SET x = 1\`;
      list({ shape: { table: accounts, id: accounts.id } });
      map.insert(entry);
      update;`;
    expect(findingsFor('workers/tickets/src/a.ts', source)).toEqual([]);
  });
});

describe('statements over all tenants', () => {
  test('stand in one file', () => {
    const source = 'const everything = systemStatement({ sql: sql`SELECT 1` });';
    expect(findingsFor('workers/accounts/src/jobs/a.ts', source)).toHaveLength(1);
    expect(findingsFor('packages/store/src/migrate.ts', source)).toHaveLength(1);
    expect(findingsFor('packages/store/src/system.ts', source)).toEqual([]);
  });
});
