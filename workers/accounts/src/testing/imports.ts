import type { Answer } from '@keyline/testkit';
import type { Colleague, Company } from './given-company.ts';

/** A file as somebody hands it in. */
export interface HandedIn {
  readonly kind?: string;
  readonly content: string | Uint8Array;
  readonly fileName?: string;
  readonly mapping?: object;
  /** Of a stored mapping. */
  readonly mappingId?: string;
  readonly dryRun?: boolean;
}

/** An import as the API tells it, as far as tests look at it. */
export interface ImportJob {
  readonly id: string;
  readonly state: string;
  readonly total: number | null;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly warnings: number;
  readonly endedAt: string | null;
  readonly failure: { readonly code: string; readonly detail: string } | null;
}

/** Hands a file in, and does not run the import. */
export function handIn(
  colleague: Colleague,
  { kind = 'accounts', content, fileName = 'customers.csv', mapping, mappingId, dryRun }: HandedIn,
): Promise<Answer<ImportJob>> {
  const form = new FormData();
  form.set('kind', kind);
  if (mapping !== undefined) form.set('mapping', JSON.stringify(mapping));
  if (mappingId !== undefined) form.set('mappingId', mappingId);
  if (dryRun !== undefined) form.set('dryRun', String(dryRun));
  form.set('file', new Blob([content as string]), fileName);
  return colleague.request<ImportJob>('POST', '/v1/imports', { form });
}

/** Hands a file in, runs imports until it has ended, and tells what came of it. */
export async function importFile(
  company: Company,
  given: HandedIn,
  colleague: Colleague = company.admin,
): Promise<ImportJob> {
  const { body, status } = await handIn(colleague, given);
  if (status !== 202) throw new Error(`not taken: ${JSON.stringify(body)}`);
  return afterRuns(company, body.id, colleague);
}

/** Runs the job until an import has ended. */
export async function afterRuns(
  company: Company,
  id: string,
  colleague: Colleague = company.admin,
): Promise<ImportJob> {
  for (let runs = 0; runs < 20; runs += 1) {
    await company.worker.scheduled(Date.now());
    const { body } = await colleague.request<ImportJob>('GET', `/v1/imports/${id}`);
    if (body.endedAt !== null) return body;
  }
  throw new Error(`import ${id} does not end`);
}

/** What was found in its rows, as `row code pointer`. */
export async function findingsOf(colleague: Colleague, id: string): Promise<string[]> {
  const path = `/v1/imports/${id}/errors?limit=200`;
  const { body } = await colleague.request<{ data: Record<string, unknown>[] }>('GET', path);
  return body.data.map(({ row, code, pointer }) => `${row} ${code} ${pointer}`.trim());
}
