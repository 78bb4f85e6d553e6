import type { Actor } from '@keyline/auth';
import type { Text } from '@keyline/kernel';
import type { Bound, Change, Loaded, Moment, Plan } from '@keyline/store';
import type * as v from 'valibot';
import type { Cell } from './cells.ts';
import type { Finding } from './findings.ts';

/** A field that a column can fill. */
export interface ImportField {
  readonly label: Text;
  /** How the text of a cell becomes a value. */
  readonly cell: Cell;
  /** Further headings under which the field is found where no mapping names its column. */
  readonly headings?: readonly string[];
}

/** What everybody who takes an import in, or tells of it, knows of a kind of rows. */
export interface ImportKind {
  /** As `POST /v1/imports` names it: `accounts`. */
  readonly key: string;
  readonly label: Text;
  /** Whoever hands a file in holds at least one of these; what each row may do is decided row by row. */
  readonly permissions: readonly string[];
  readonly fields: Readonly<Record<string, ImportField>>;
  /** Words of the findings that only this kind has, by their code; `{name}` stands for a value. */
  readonly words: Readonly<Record<string, Text>>;
}

/** One row that has passed its schema. */
export interface ParsedRow<Input> {
  readonly row: number;
  readonly input: Input;
  /** Values for new records, where the row says nothing; also parsed. */
  readonly defaults: Partial<Input>;
}

/** What becomes of one row. */
export interface RowOutcome {
  readonly row: number;
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'failed';
  readonly findings: readonly Omit<Finding, 'row'>[];
}

/** A record as a dry run would have left it, and the keys by which later rows may mean it or be doubles of it. */
export interface Trial {
  readonly id: string;
  readonly keys: readonly string[];
  /** What the kind wants to know of it again; kept as JSON. */
  readonly state: unknown;
}

/** What becomes of a page: its rows, and one commit for all of them. */
export interface PageDecision {
  readonly outcomes: readonly RowOutcome[];
  readonly musts?: readonly Bound[];
  readonly before?: readonly Bound[];
  readonly changes: readonly Change[];
  readonly also?: readonly Bound[];
  /** In a dry run: the records that the page would have made or changed. */
  readonly trials?: readonly Trial[];
  /** Who is given a record, once for each: they hear of all at once when the import has ended. */
  readonly owners?: readonly string[];
}

/** A kind with what turns its rows into records: the Worker that owns the records has it. */
export interface ImportRunner<Input, L extends Plan> {
  readonly kind: ImportKind;
  /** What is asked about the caller's rights beside the kind's own permissions. */
  readonly asks?: readonly string[];
  /** One row; every field may be absent, for a row may name a record that is there. */
  readonly schema: v.GenericSchema<unknown, Input>;
  /** All that the page's decision needs: one round trip. */
  loadMany(rows: readonly ParsedRow<Input>[]): L;
  /** Keys under which earlier pages of a dry run may have left what these rows mean; none: it looks at no page before. */
  trialKeys?(rows: readonly ParsedRow<Input>[]): readonly string[];
  /** Pure: the page's commit, and what becomes of each row. */
  decideMany(given: {
    readonly rows: readonly ParsedRow<Input>[];
    readonly loaded: Loaded<L>;
    readonly actor: Pick<Actor, 'tenantId' | 'userId' | 'permissions'>;
    readonly moment: Moment;
    readonly dryRun: boolean;
    /** What earlier pages of the dry run left under the keys of these rows. */
    readonly trials: readonly Pick<Trial, 'id' | 'state'>[];
  }): PageDecision;
}

/** Any runner: what its rows are is known to itself alone. */
export type AnyRunner = ImportRunner<unknown, Plan>;

/** Keeps the types of one runner together. */
export function importRunner<Input, L extends Plan>(runner: ImportRunner<Input, L>): AnyRunner {
  return runner as unknown as AnyRunner;
}
