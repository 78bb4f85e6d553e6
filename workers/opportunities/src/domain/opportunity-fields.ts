import type { opportunities, StoredCompetitor } from '@keyline/schema';
import * as v from 'valibot';
import { fieldsSchema } from './category-forms.ts';
import type { ChangeOpportunity, CreateOpportunity } from './opportunity-input.ts';

type OpportunityState = typeof opportunities.$inferSelect;
type Revenue = NonNullable<CreateOpportunity['revenue']>;

/** Over which term monthly revenue is expected where nobody says. */
export const usualTerm = 12;

/** Revenue as it is kept, with what it comes to: unweighted, one-off and monthly by the term. */
export function revenueFields({ oneOff, monthly, termMonths = usualTerm }: Revenue) {
  const [once, eachMonth] = [oneOff?.amount ?? 0, monthly?.amount ?? 0];
  return { oneOff: once, monthly: eachMonth, termMonths, amount: once + eachMonth * termMonths };
}

function competitorOf(given: CreateOpportunity['competitor']): StoredCompetitor | null {
  if (!given) return null;
  const { name, monthly, contractEndsOn = null, note = null } = given;
  return { name, monthly: monthly?.amount ?? null, contractEndsOn, note };
}

/** Whose and whence an opportunity is: what its maker knows and no input says. */
export interface Origin {
  readonly orgUnitId: string | null;
  readonly ownerId?: string | null;
  readonly leadId?: string | null;
  readonly partnerId?: string | null;
}

/** What of a new opportunity is not its place in the process. */
export function newOpportunityFields(
  { revenue = {}, competitor, ...given }: CreateOpportunity,
  { orgUnitId, ownerId = null, leadId = null, partnerId = null }: Origin,
) {
  return {
    ...{ fields: {}, probability: null, expectedCloseOn: null, externalId: null },
    ...given,
    ...revenueFields(revenue),
    ...{ competitor: competitorOf(competitor), loss: null, survey: null, auction: null },
    ...{ ownerId, orgUnitId, leadId, partnerId },
  };
}

type Changeable = Pick<OpportunityState, 'oneOff' | 'monthly' | 'termMonths' | 'fields'>;

/** What of an opportunity becomes otherwise by this input; parts of the revenue that are absent stay. */
export function opportunityPatch(
  before: Changeable,
  { revenue, competitor, fields, ...given }: ChangeOpportunity,
) {
  const kept = {
    oneOff: { amount: before.oneOff, currency: 'CNY' as const },
    monthly: { amount: before.monthly, currency: 'CNY' as const },
    termMonths: before.termMonths,
  };
  return {
    ...given,
    ...(fields !== undefined && { fields: mergedFields(before.fields, fields) }),
    ...(revenue !== undefined && revenueFields({ ...kept, ...revenue })),
    ...(competitor !== undefined && { competitor: competitorOf(competitor) }),
  };
}

function mergedFields(before: OpportunityState['fields'], given: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, one]) => one !== null));
}

/** Why fields do not fit their category; nothing where they do. */
export function misfits(category: string, fields: Readonly<Record<string, unknown>>) {
  const parsed = v.safeParse(fieldsSchema(category), fields);
  return parsed.success ? [] : parsed.issues;
}
