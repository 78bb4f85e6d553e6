import { loadAccounts } from './load-accounts.ts';
import { loadOrganisation } from './load-organisation.ts';
import { luck } from './luck.ts';
import { pastOf } from './times.ts';

/**
 * Loads the demo tenant through the public API of a stack with test time: its people, accounts, opportunities,
 * contracts and tickets, with their history. Whatever is there already stays as it is.
 */
export async function loadDemo(url: string, now: number): Promise<void> {
  const chance = luck(20_261);
  const past = pastOf(now, chance);
  const organisation = await loadOrganisation(url);
  await loadAccounts(organisation, past, chance);
}
