import { tenantToken } from '@keyline/worker-accounts/domain/search-terms';
import type { Client } from '@libsql/client';
import { namePatterns } from './name-patterns.ts';

/** Accounts to be put into one tenant, whose people and units are there already. */
export interface AccountLoad {
  readonly tenantId: string;
  /** Users who own the accounts, turn by turn; they count as having made them too. */
  readonly ownerIds: readonly string[];
  readonly count: number;
  /** Units to which the accounts belong, turn by turn. Absent: none. */
  readonly orgUnitIds?: readonly string[];
}

/** Accounts per transaction: what fits into the time that the database gives to one. */
const pageSize = 20_000;

/** When the first account was made, and over how long a time all of them were, in milliseconds. */
const firstMade = Date.UTC(2021, 0, 1);
const spanMs = 4 * 365 * 86_400_000;

/**
 * Fills a tenant with accounts past the API, in a few statements per 20,000: with the names, keys and search
 * tokens that the API would have given them. The same load gives the same accounts. Serial numbers start at 1,
 * so that a tenant can be filled once only. A million takes minutes.
 */
export async function loadAccounts(client: Client, load: AccountLoad): Promise<void> {
  const patterns = JSON.stringify(namePatterns());
  const owners = JSON.stringify(load.ownerIds);
  const units = JSON.stringify(load.orgUnitIds ?? []);
  const { tenantId, count } = load;
  const whole = BigInt(count);
  for (let from = 1; from <= count; from += pageSize) {
    const range = [BigInt(from), BigInt(Math.min(from + pageSize - 1, count))];
    const named = { ':patterns': patterns, ':from': range[0] ?? 0n, ':to': range[1] ?? 0n, ':count': whole };
    await client.batch(
      [
        {
          sql: insertAccounts,
          args: { ...named, ':tenant': tenantId, ':owners': owners, ':units': units },
        },
        { sql: indexAccounts, args: { ...named, ':tenant': tenantId, ':token': tenantToken(tenantId) } },
      ],
      'write',
    );
  }
}

/** Every serial number of the page with its pattern: the rare one about twenty times in all. */
const numbered = `WITH RECURSIVE
  serial (n) AS (SELECT :from UNION ALL SELECT n + 1 FROM serial WHERE n < :to),
  pattern AS MATERIALIZED (SELECT key AS place, value ->> 'head' AS head, value ->> 'tail' AS tail,
    value ->> 'keyTail' AS key_tail, value ->> 'textHead' AS text_head, value ->> 'textTail' AS text_tail,
    value ->> 'tokens' AS tokens FROM json_each(:patterns)),
  named AS (SELECT s.n, 'acc_01' || printf('%024d', s.n) AS id, p.*
    FROM serial s CROSS JOIN pattern p ON p.place = CASE WHEN s.n % max(:count / 20, 1) = 0
      THEN json_array_length(:patterns) - 1 ELSE s.n % (json_array_length(:patterns) - 1) END)`;

const insertAccounts = `INSERT INTO accounts (tenant_id, id, version, created_at, updated_at, created_by,
  name, short_names, name_key, search_text, kind, presence, owner_id, org_unit_id, grade,
  strategic, top500, blacklisted, monthly_spend)
${numbered},
  owner AS MATERIALIZED (SELECT key AS place, value AS id FROM json_each(:owners)),
  unit AS MATERIALIZED (SELECT key AS place, value AS id FROM json_each(:units))
SELECT :tenant, a.id, 1, ${firstMade} + a.n * ${spanMs} / :count,
  ${firstMade} + ${spanMs} + (a.n * 7919) % :count * 1000, o.id,
  a.head || a.n || a.tail, '[]', a.head || a.n || a.key_tail, a.text_head || ' ' || a.n || ' ' || a.text_tail,
  CASE WHEN a.n % 20 = 0 THEN 'government' WHEN a.n % 21 = 0 THEN 'institution' ELSE 'enterprise' END,
  CASE a.n % 10 WHEN 0 THEN 'off_net' WHEN 1 THEN 'existing' WHEN 2 THEN 'existing' WHEN 3 THEN 'existing'
    ELSE 'potential' END,
  o.id, u.id,
  CASE WHEN a.n % 1000 = 0 THEN 'strategic' WHEN a.n % 97 = 0 THEN 'A' WHEN a.n % 31 = 0 THEN 'B' ELSE 'none' END,
  0, 0, 0, CASE WHEN a.n % 3 = 0 THEN NULL ELSE (a.n * 48271) % 9000000 END
FROM named a
  CROSS JOIN owner o ON o.place = (a.n / 3) % json_array_length(:owners)
  LEFT JOIN unit u ON u.place = (a.n / 7) % max(json_array_length(:units), 1)`;

/** A number is a word of its own: it is indexed by its beginnings of 1 to 8 digits. */
const indexAccounts = `INSERT INTO accounts_search (rowid, tokens)
${numbered}
SELECT r.rid, :token || ' ' || a.tokens || (
  SELECT group_concat(' x' || lower(hex(substr(a.n, 1, l.value))), '') FROM json_each('[1,2,3,4,5,6,7,8]') l
  WHERE l.value <= length(a.n))
FROM named a CROSS JOIN accounts r ON r.tenant_id = :tenant AND r.id = a.id`;
