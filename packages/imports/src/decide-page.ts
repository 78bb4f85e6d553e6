import type { Actor } from '@keyline/auth';
import { inputFindings } from '@keyline/http';
import type { ImportMapping } from '@keyline/schema';
import type { Bound, Change, Loaded, Moment, Plan } from '@keyline/store';
import * as v from 'valibot';
import type { Finding } from './findings.ts';
import type { AnyRunner, ParsedRow, Trial } from './kind.ts';
import { type Placed, valuesOf } from './mapping.ts';
import type { FilePage } from './read-pages.ts';
import { isBlank } from './row-cells.ts';

/** What stays the same for all pages of an import. */
export interface PageGround {
  readonly runner: AnyRunner;
  readonly mapping: ImportMapping;
  readonly placed: Placed;
  readonly columns: readonly string[];
  /** Values for new records, parsed. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly dryRun: boolean;
}

/** A page with its rows parsed, as far as they can be. */
export interface ParsedPage {
  readonly rows: readonly ParsedRow<unknown>[];
  readonly findings: readonly Finding[];
  /** Rows that are not what they should be. */
  readonly failed: number;
}

/** Counts of one page. */
export interface Counted {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly warnings: number;
}

/** A page decided: what to commit, what to count and what to say. */
export interface DecidedPage extends Counted {
  readonly findings: readonly Finding[];
  readonly musts: readonly Bound[];
  readonly before: readonly Bound[];
  readonly changes: readonly Change[];
  readonly also: readonly Bound[];
  readonly trials: readonly Trial[];
  readonly owners: readonly string[];
}

/** Parses the rows of a page by mapping and schema. Empty rows are passed over. */
export function parsePage(ground: PageGround, page: FilePage): ParsedPage {
  const rows: ParsedRow<unknown>[] = [];
  const findings: Finding[] = [];
  let failed = 0;
  for (const [index, cells] of page.rows.entries()) {
    if (isBlank(cells)) continue;
    const row = page.firstRow + index;
    const parsed = parseRow(ground, cells);
    if (parsed.findings.length === 0) rows.push({ row, input: parsed.input, defaults: ground.defaults });
    else failed += 1;
    findings.push(...parsed.findings.map((finding) => ({ row, ...finding })));
  }
  return { rows, findings, failed };
}

type Said = Omit<Finding, 'row'>;

function parseRow(
  { runner, mapping, placed, columns }: PageGround,
  cells: readonly string[] | null,
): { readonly input: unknown; readonly findings: readonly Said[] } {
  const refused = (code: string, values = {}) => {
    return { input: undefined, findings: [{ severity: 'error' as const, code, pointer: '', values }] };
  };
  if (cells === null) return refused('row.not_decodable');
  const width = cells.findLastIndex((cell) => cell !== '') + 1;
  if (width > columns.length) {
    return refused('row.too_many_cells', { cells: width, columns: columns.length });
  }
  const { values, findings } = valuesOf(runner.kind, mapping, placed, cells);
  const result = v.safeParse(runner.schema, values);
  if (result.success && findings.length === 0) return { input: result.output, findings: [] };
  const known = new Set(findings.map(({ pointer }) => pointer));
  const issues = result.success ? [] : inputFindings(result.issues);
  const further = issues.filter(({ pointer }) => !known.has(pointer));
  return {
    input: undefined,
    findings: [...findings, ...further.map((one) => ({ severity: 'error' as const, ...one }))],
  };
}

/** Decides what becomes of the rows that were parsed. */
export function decidePage(
  { runner, dryRun }: PageGround,
  parsed: ParsedPage,
  given: {
    readonly loaded: Loaded<Plan>;
    readonly actor: Pick<Actor, 'tenantId' | 'userId' | 'permissions'>;
    readonly moment: Moment;
    readonly trials: readonly Pick<Trial, 'id' | 'state'>[];
  },
): DecidedPage {
  const decided = runner.decideMany({ ...given, rows: parsed.rows, dryRun });
  const said = decided.outcomes.flatMap(({ row, findings }) => findings.map((one) => ({ row, ...one })));
  const count = (wanted: string) => decided.outcomes.filter(({ outcome }) => outcome === wanted).length;
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    failed: parsed.failed + count('failed'),
    warnings: said.filter(({ severity }) => severity === 'warning').length,
    findings: [...parsed.findings, ...said].sort((a, b) => a.row - b.row),
    musts: dryRun ? [] : (decided.musts ?? []),
    before: dryRun ? [] : (decided.before ?? []),
    changes: dryRun ? [] : decided.changes,
    also: dryRun ? [] : (decided.also ?? []),
    trials: dryRun ? (decided.trials ?? []) : [],
    owners: dryRun ? [] : (decided.owners ?? []),
  };
}
