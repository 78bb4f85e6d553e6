import type { StatementError } from './errors.ts';
import type { Column, StatementOutcome } from './prepared-statement.ts';
import { encodeValue, type WireValue } from './value.ts';

interface WireColumn {
  name: string;
  decltype: string | null;
}

/** The result of a statement in Hrana JSON. */
export interface WireResult {
  cols: WireColumn[];
  rows: WireValue[][];
  affected_row_count: number;
  last_insert_rowid: string | null;
}

export interface WireError {
  message: string;
  code: string;
}

export function encodeResult(outcome: StatementOutcome): WireResult {
  return {
    cols: encodeColumns(outcome.columns),
    rows: outcome.rows.map((row) => row.map(encodeValue)),
    affected_row_count: outcome.affectedRows,
    last_insert_rowid: outcome.lastInsertRowid === null ? null : outcome.lastInsertRowid.toString(),
  };
}

export function encodeColumns(columns: readonly Column[]): WireColumn[] {
  return columns.map(({ name, declaredType }) => ({ name, decltype: declaredType }));
}

export function encodeError({ message, code }: StatementError): WireError {
  return { message, code };
}
