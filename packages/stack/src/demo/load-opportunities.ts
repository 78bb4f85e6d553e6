import { dayAfter, dayAt } from '@keyline/kernel';
import { tenant } from './cast.ts';
import { forEach, type Made } from './client.ts';
import type { Organisation } from './load-organisation.ts';
import type { OpportunityPlan } from './opportunity-plans.ts';
import type { Past } from './times.ts';

/** An opportunity with what it was planned to be. */
export interface DemoOpportunity extends OpportunityPlan {
  readonly id: string;
  /** When the last thing was done with it. */
  readonly at: number;
}

type Step = readonly [login: string, action: string, form?: object];

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const manager = 'zheng.hao';
const engineer = 'chen.gong';

/** What people do, one after the other, until an opportunity stands where it is planned to. */
function stepsOf(plan: OpportunityPlan, userIds: Organisation['userIds'], past: Past): readonly Step[] {
  const { stage, needsSurvey, account, lossReason } = plan;
  const owner = account.login;
  const survey = {
    ...{ availability: 'now', distanceMetres: 800, cost: yuan(600_000), leadTimeDays: 15 },
    validUntil: dayAfter(dayAt(past.now, tenant.timeZone), 90),
  };
  const end = { reasonCode: lossReason, lesson: '前期跟进不够及时，下次提前介入。' };
  const pooled: readonly Step[] = [[owner, 'submit']];
  const assigned: readonly Step[] = [...pooled, [manager, 'assign', { ownerId: userIds[owner] }]];
  const surveying: readonly Step[] = [...assigned, [owner, 'request-survey', {}]];
  const qualified: readonly Step[] = [...surveying, [engineer, 'approve-survey', survey]];
  const ready = needsSurvey ? qualified : assigned;
  const confirming: readonly Step[] = [...ready, [owner, 'request-confirmation']];
  const preparing: readonly Step[] = [...confirming, [manager, 'confirm']];
  const endsAt = new Date(past.now + 2 * 86_400_000).toISOString();
  const byStage: Readonly<Record<OpportunityPlan['stage'], readonly Step[]>> = {
    drafted: [],
    pooled,
    auctioned: [...pooled, [manager, 'open-auction', { mode: 'first_claim', endsAt }]],
    assigned,
    surveying,
    qualified,
    confirming,
    preparing,
    signed: preparing,
    lost: [...assigned, [owner, 'lose', end]],
    abandoned: [...pooled, [manager, 'abandon', end]],
  };
  return byStage[stage];
}

/** Reports the opportunities and moves each to its stage, a few hours a step; contracts sign them later. */
export async function loadOpportunities(
  { callers, userIds }: Organisation,
  plans: readonly OpportunityPlan[],
  past: Past,
): Promise<readonly DemoOpportunity[]> {
  const as = (login: string) => callers[login] ?? Promise.reject(new Error(`${login} is not in the cast`));
  const made: DemoOpportunity[] = [];
  await forEach(plans, 8, async (plan, index) => {
    const { account, type, category, title, monthly, oneOff, termMonths, expectedCloseOn } = plan;
    const revenue = { oneOff: yuan(oneOff), monthly: yuan(monthly), termMonths };
    const competitor = type === 'competitor' ? { competitor: { name: '某友商' } } : {};
    const body = {
      ...{ accountId: account.id, type, category, title, revenue, expectedCloseOn, ...competitor },
      externalId: `demo-${index + 1}`,
    };
    let at = plan.createdAt;
    const caller = await as(account.login);
    const key = `demo-opportunity-${index}`;
    const { id } = await caller<Made>('POST', '/v1/opportunities', { body, at, key });
    for (const [login, action, form = {}] of stepsOf(plan, userIds, past)) {
      at = past.later(at, 3);
      const path = `/v1/opportunities/${id}/actions/${action}`;
      await (await as(login))('POST', path, { body: form, at, key: `${key}-${action}` });
    }
    made[index] = { ...plan, id, at };
  });
  return made;
}
