import { nameKey } from './name-key.ts';
import { searchText } from './search-terms.ts';

interface Named {
  readonly name: string;
  readonly nameEn: string | null;
  readonly shortNames: string[];
  readonly creditCode: string | null;
}

/** What an account's name and code are compared and found by. */
export function derivedFields(row: Named) {
  const texts = [row.name, row.nameEn, ...row.shortNames, row.creditCode].filter((text) => text !== null);
  return { nameKey: nameKey(row.name), searchText: searchText(texts) };
}
