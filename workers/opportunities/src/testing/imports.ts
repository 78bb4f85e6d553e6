import { newId } from '@keyline/kernel';
import { insertRow } from '@keyline/testkit';
import type { Sales, Seller } from './given-sales.ts';

/** A file as somebody hands it in to accounts, which takes files for all Workers. */
export interface HandedIn {
  readonly content: string | Uint8Array;
  readonly mapping?: object;
  readonly dryRun?: boolean;
}

export interface Imported {
  readonly state: string;
  readonly total: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly warnings: number;
  /** What was found in rows, as `row severity code pointer`. */
  readonly findings: readonly string[];
}

/** Puts the import of a file where this Worker finds it, and runs it to its end. */
export async function importOpportunities(
  { database, worker, tenantId, files, rows }: Sales,
  by: Seller,
  { content, mapping = {}, dryRun = false }: HandedIn,
): Promise<Imported> {
  const id = newId('import');
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await files.put(id, bytes);
  const record = { tenant_id: tenantId, version: 1, created_at: 0, updated_at: 0, created_by: by.id };
  await insertRow(database, 'imports', {
    ...{ ...record, id, kind: 'opportunities', state: 'requested', dry_run: dryRun ? 1 : 0 },
    ...{ mapping: JSON.stringify(mapping), file_name: 'pipeline.csv', file_size: bytes.length },
    ...{ sha256: '0'.repeat(64), file_key: id },
  });
  const counts = { created: 0, updated: 0, unchanged: 0, failed: 0, warnings: 0, findings: 0, breakdowns: 0 };
  await insertRow(database, 'import_progress', {
    ...{
      tenant_id: tenantId,
      import_id: id,
      position: 0,
      rows_read: 0,
      ended: 0,
      runner: '',
      runner_until: 0,
    },
    ...{ ...counts, files: 1 },
  });
  for (let runs = 0; runs < 20; runs += 1) {
    await worker.scheduled(Date.now());
    const [found] = await rows(
      'SELECT i.state, p.* FROM imports i JOIN import_progress p ON p.import_id = i.id WHERE i.id = ?',
      [id],
    );
    if (found === undefined || found.state === 'requested') continue;
    const findings = await rows(
      'SELECT "row", severity, code, pointer FROM import_findings WHERE import_id = ? AND "row" > 0 ORDER BY id',
      [id],
    );
    const [done, failed] = [Number(found.rows_read) - 1, Number(found.failed)];
    return {
      ...{ state: String(found.state), total: done, failed, created: Number(found.created) },
      ...{
        updated: Number(found.updated),
        unchanged: Number(found.unchanged),
        warnings: Number(found.warnings),
      },
      findings: findings.map(({ row, severity, code, pointer }) =>
        `${row} ${severity} ${code} ${pointer}`.trim(),
      ),
    };
  }
  throw new Error(`import ${id} does not end`);
}
