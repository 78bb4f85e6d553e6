import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Caller } from '../demo/client.ts';
import { type Ended, importFile } from './import-file.ts';
import { accountMapping, opportunityMapping, type SalesMapping } from './mappings.ts';
import { allOf } from './pages.ts';

/** What an import said, and how often it said the same. */
export interface Said {
  readonly severity: 'error' | 'warning';
  readonly detail: string;
  readonly times: number;
}

export interface ImportedFile {
  readonly file: string;
  readonly job: Ended;
  readonly said: readonly Said[];
}

/** How many of the file's opportunities stand in a stage, and what they are worth, in fen. */
export interface StageTotal {
  readonly opportunities: number;
  readonly fen: number;
}

/** What came of the two files, and what stands in the tenant then. */
export interface ImportedSales {
  readonly files: readonly ImportedFile[];
  readonly stages: ReadonlyMap<string, StageTotal>;
}

/**
 * Imports the companies and the deals of the data set `crm-sales-opportunities` through the API. What is there already
 * stays the one it is: a second time makes nothing.
 */
export async function importSales(as: Caller, folder: string): Promise<ImportedSales> {
  const take = async (mapping: SalesMapping): Promise<ImportedFile> => {
    const job = await importFile(as, folder, mapping);
    return { file: mapping.file, job, said: await saidBy(as, job.id) };
  };
  // A company may name one further down as its parent: it comes in when that is there.
  let companies = await take(accountMapping);
  for (let made = companies.job.created; companies.job.failed > 0 && made > 0; ) {
    const again = await take(accountMapping);
    made = again.job.created;
    companies = { ...again, job: togetherOf(companies.job, again.job) };
  }
  const files = [companies, await take(opportunityMapping)];
  return { files, stages: await stagesOf(as, join(folder, opportunityMapping.file)) };
}

/** What came of two readings of one file: what the first made is unchanged to the second. */
function togetherOf(first: Ended, second: Ended): Ended {
  const created = first.created + second.created;
  const updated = first.updated + second.updated;
  const unchanged = second.unchanged - first.created - first.updated;
  return { ...second, created, updated, unchanged };
}

interface Finding {
  readonly severity: Said['severity'];
  readonly detail: string;
  readonly pointer: string;
}

async function saidBy(as: Caller, importId: string): Promise<readonly Said[]> {
  const said = new Map<string, Said>();
  for await (const { severity, detail, pointer } of allOf<Finding>(as, `/v1/imports/${importId}/errors`)) {
    const words = pointer === '' ? detail : `${pointer}: ${detail}`;
    const times = (said.get(words)?.times ?? 0) + 1;
    said.set(words, { severity, detail: words, times });
  }
  return [...said.values()].sort((one, other) => other.times - one.times);
}

interface Opportunity {
  readonly externalId: string | null;
  readonly stage: string;
  readonly amount: { readonly amount: number };
}

/** Where the opportunities of the file stand; others of the tenant do not count. */
async function stagesOf(as: Caller, path: string): Promise<ReadonlyMap<string, StageTotal>> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  const ids = new Set(lines.slice(1).map((line) => line.split(',', 1)[0] ?? ''));
  const totals = new Map<string, StageTotal>();
  for await (const { externalId, stage, amount } of allOf<Opportunity>(as, '/v1/opportunities')) {
    if (externalId === null || !ids.has(externalId)) continue;
    const { opportunities, fen } = totals.get(stage) ?? { opportunities: 0, fen: 0 };
    totals.set(stage, { opportunities: opportunities + 1, fen: fen + amount.amount });
  }
  return totals;
}
