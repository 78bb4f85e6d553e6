import { newId } from '@keyline/kernel';
import { fact, tenantStore } from '@keyline/store';
import type { Company } from './given-company.ts';

/** Tells that an account came into a higher band of churn, as the nightly scoring does, and returns the event's id. */
export async function churnRaised(
  { database, tenantId }: Company,
  accountId: string,
  { at, score = 72, band = 'high' }: { readonly at: string; readonly score?: number; readonly band?: string },
): Promise<string> {
  const id = newId('event');
  const moment = { actor: { type: 'system', id: null }, now: Date.parse(at), requestId: null } as const;
  const told = { id, type: 'account.churn_raised', subjectType: 'account', subjectId: accountId, accountId };
  const data = { before: 'none', ownerId: null, score, band, reasons: [] };
  const store = tenantStore(database.config, tenantId, 'system');
  const outcome = await store.commit({ changes: [], facts: [fact(moment, { ...told, data })] });
  if (!outcome.committed) throw new Error('the event was not written');
  return id;
}
