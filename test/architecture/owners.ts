import { importsOf, packageOf } from './imports.ts';
import { isTestCode, memberOf, sourceFile } from './members.ts';
import { codeOf } from './tokens.ts';
import { filesOf, type Tree } from './tree.ts';
import { type Write, writesIn } from './writes.ts';

/** Who may write each table: by its name in SQL, and by the name under which the schema exports it. */
export interface Ownership {
  readonly bySqlName: ReadonlyMap<string, string>;
  readonly byExport: ReadonlyMap<string, string>;
}

/** What Drizzle cannot describe, so that the registry of the schema does not hold it. */
const beyondTheSchema: Readonly<Record<string, string>> = {
  accounts_search: 'accounts',
  known_permissions: 'accounts',
  migrations: 'store',
  must: 'store',
};

/** The closed list of statements over all tenants: it cleans up for the owners, whose jobs ask for it. */
const systemStatements = /^packages\/store\/src\/system(\.ts$|\/)/;
const statementMaker = 'packages/store/src/statement.ts';

/** Writes to tables that belong to somebody else, and statements without a tenant outside their one file. */
export function ownerFindings(tree: Tree, ownership: Ownership): string[] {
  return filesOf(tree, sourceFile)
    .filter(([path]) => !isTestCode(path))
    .flatMap(([path, source]) => {
      const tables = tablesIn(source);
      return [
        ...writesIn(source).flatMap((write) => writeFindings(path, write, tables, ownership)),
        ...systemFindings(path, source),
      ];
    });
}

function writeFindings(
  path: string,
  { line, table, inSql }: Write,
  tables: ReadonlyMap<string, string>,
  ownership: Ownership,
): string[] {
  const exported = inSql ? undefined : exportedName(tables, table);
  const owner = inSql
    ? (ownership.bySqlName.get(table) ?? beyondTheSchema[table])
    : exported && ownership.byExport.get(exported);
  // The store writes the tables that it is handed; who hands them over is found there.
  if (!inSql && exported === undefined && path.startsWith('packages/store/')) return [];
  if (owner === undefined) return [`${path}:${line} writes ${table}, which nobody owns`];
  const writer = memberOf(path).replace(/^(packages|workers)\//, '');
  if (writer === owner || systemStatements.test(path)) return [];
  return [`${path}:${line} writes ${table}, which ${owner} owns`];
}

/** What the file calls the tables that it imports from the schema, and what they are called there. */
function tablesIn(source: string): ReadonlyMap<string, string> {
  const imported = importsOf(source).filter(({ from }) => packageOf(from) === '@keyline/schema');
  return new Map(
    imported.flatMap(({ names }) => names.map(({ local, exported }) => [local, exported] as const)),
  );
}

/** `people.users` of `import * as people`, or `users` itself. */
function exportedName(tables: ReadonlyMap<string, string>, table: string): string | undefined {
  const [object = '', property] = table.split('.');
  if (property === undefined) return tables.get(object);
  return tables.get(object) === '*' ? property : undefined;
}

function systemFindings(path: string, source: string): string[] {
  if (systemStatements.test(path) || path === statementMaker) return [];
  return codeOf(source)
    .filter((token) => token.kind === 'name' && token.text === 'systemStatement')
    .map(
      ({ line }) =>
        `${path}:${line} makes a statement over all tenants: those stand in packages/store/src/system.ts and its folder`,
    );
}
