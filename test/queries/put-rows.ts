import type { TestDatabase } from '@keyline/testkit';
import { derivedFields } from '@keyline/worker-accounts/domain/account-fields';
import { searchTokens, tenantToken } from '@keyline/worker-accounts/domain/search-terms';

/** A row by column; all rows of one call have the same columns. */
export type PutRow = Readonly<Record<string, string | number | null>>;

/** Rows per statement: what fits into one request. */
const pageSize = 5000;

/** Puts rows into a table past the store, thousands in one statement. */
export async function putRows(database: TestDatabase, table: string, rows: readonly PutRow[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const values = columns.map((_, place) => `json_extract(j.value, '$[${place}]')`);
  for (let from = 0; from < rows.length; from += pageSize) {
    const page = rows.slice(from, from + pageSize).map((row) => columns.map((column) => row[column]));
    await database.execute(
      `INSERT INTO ${table} (${columns}) SELECT ${values} FROM json_each(?) j ORDER BY j.key`,
      [JSON.stringify(page)],
    );
  }
}

/** An account as far as lists look at it. Absent: as a new account has it. */
export interface AccountToPut {
  readonly id: string;
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt?: number;
  readonly updatedAt?: number;
  readonly kind?: string;
  readonly presence?: string;
  readonly grade?: string;
  readonly ownerId?: string | null;
  readonly orgUnitId?: string | null;
  readonly gridId?: string | null;
  readonly parentId?: string | null;
  readonly monthlySpend?: number | null;
}

/** Puts accounts with all that is derived from them: search index and numbers of grids. Parents stand before children. */
export async function putAccounts(
  database: TestDatabase,
  tenantId: string,
  accounts: readonly AccountToPut[],
): Promise<void> {
  const rows = accounts.map((account) => accountRow(tenantId, account));
  await putRows(database, 'accounts', rows);
  const token = tenantToken(tenantId);
  const tokens = rows.map(({ id, name }) => [id, `${token} ${searchTokens([String(name)])}`]);
  for (let from = 0; from < tokens.length; from += pageSize) {
    await database.execute(
      'INSERT INTO accounts_search (rowid, tokens) SELECT a.rid, j.value ->> 1 FROM json_each(?) j CROSS JOIN accounts a ON a.tenant_id = ? AND a.id = j.value ->> 0',
      [JSON.stringify(tokens.slice(from, from + pageSize)), tenantId],
    );
  }
  await database.execute(
    'INSERT OR REPLACE INTO grid_counts (tenant_id, grid_id, presence, accounts) SELECT tenant_id, grid_id, presence, count(*) FROM accounts WHERE tenant_id = ? AND grid_id IS NOT NULL GROUP BY grid_id, presence',
    [tenantId],
  );
}

function accountRow(tenantId: string, account: AccountToPut): PutRow {
  const { name, createdAt = 0 } = account;
  const { nameKey, searchText } = derivedFields({ name, nameEn: null, shortNames: [], creditCode: null });
  return {
    tenant_id: tenantId,
    id: account.id,
    version: 1,
    created_at: createdAt,
    updated_at: account.updatedAt ?? createdAt,
    created_by: account.createdBy,
    name,
    short_names: '[]',
    name_key: nameKey,
    search_text: searchText,
    kind: account.kind ?? 'enterprise',
    presence: account.presence ?? 'potential',
    grade: account.grade ?? 'none',
    owner_id: account.ownerId ?? null,
    org_unit_id: account.orgUnitId ?? null,
    grid_id: account.gridId ?? null,
    parent_id: account.parentId ?? null,
    monthly_spend: account.monthlySpend ?? null,
    strategic: 0,
    top500: 0,
    blacklisted: 0,
  };
}
