import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const REPOSITORY_ROOT = resolve(import.meta.dirname, '../../../..');
const COMPANIES = resolve(REPOSITORY_ROOT, '../shared/data/company-names-cn/companies.csv');

/** A registered company of the public data set: its legal name and its unified social credit code. */
export type RealCompany = { name: string; creditCode: string };

/**
 * 10,000 real companies from the data folder beside the repository, or none where that folder is absent:
 * tests that need them skip themselves then, and this says so in one line.
 */
export function realCompanies(): RealCompany[] {
  if (!existsSync(COMPANIES)) {
    console.warn('Tests on real company names are skipped: ../shared/data/company-names-cn is absent.');
    return [];
  }
  const rows = readFileSync(COMPANIES, 'utf8').trim().split(/\r?\n/).slice(1);
  return rows.map((row) => {
    const [name, creditCode] = row.split(',');
    if (!name || !creditCode) throw new Error(`A row without name or code: ${row}`);
    return { name, creditCode };
  });
}
