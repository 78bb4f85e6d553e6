import { loadAccounts } from './load-accounts.ts';
import { loadContracts } from './load-contracts.ts';
import { loadLeads } from './load-leads.ts';
import { loadOpportunities } from './load-opportunities.ts';
import { loadOrganisation } from './load-organisation.ts';
import { loadTickets } from './load-tickets.ts';
import { luck } from './luck.ts';
import { planOpportunities } from './opportunity-plans.ts';
import { pastOf } from './times.ts';

/**
 * Loads the demo tenant through the public API of a stack with test time: its people, accounts, opportunities,
 * leads, contracts and tickets, with their history. Whatever is there already stays as it is.
 */
export async function loadDemo(url: string, now: number): Promise<void> {
  const chance = luck(20_261);
  const past = pastOf(now, chance);
  const organisation = await loadOrganisation(url);
  const accounts = await loadAccounts(organisation, past, chance);
  const plans = planOpportunities(accounts, past, chance);
  const opportunities = await loadOpportunities(organisation, plans, past);
  await loadLeads(organisation, accounts, plans, past, chance);
  await loadContracts(organisation, opportunities, past, chance);
  await loadTickets(organisation, accounts, past, chance);
}
