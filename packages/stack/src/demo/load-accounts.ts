import { managersOf } from './cast.ts';
import { forEach, type Made } from './client.ts';
import type { Organisation } from './load-organisation.ts';
import type { Luck } from './luck.ts';
import { accountNames, mobileNumber, personName } from './names.ts';
import type { Past } from './times.ts';

/** An account with the person in charge of it. */
export interface DemoAccount extends Made {
  readonly login: string;
  readonly unit: 'east' | 'west';
}

const summaries = [
  '上门拜访，了解上云计划',
  '电话回访，设备运行正常',
  '现场勘查机房与光缆路由',
  '方案交流，客户关注双路由',
];

/** 300 accounts over the past half year, each with a contact, most with a visit or two. */
export async function loadAccounts(
  { callers, userIds, unitIds }: Organisation,
  past: Past,
  chance: Luck,
): Promise<readonly DemoAccount[]> {
  const planned = accountNames.map((named, index) => {
    const unit = index % 2 === 0 ? ('east' as const) : ('west' as const);
    const login = managersOf[unit][Math.floor(index / 2) % 2] ?? managersOf[unit][0];
    const since = chance.between(40, 180);
    const presence = chance.of(['existing', 'existing', 'existing', 'potential', 'off_net']);
    const visits = Array.from({ length: chance.between(0, 2) }, () => ({
      at: past.daysAgo(chance.between(1, since - 1)),
      summary: chance.of(summaries),
    }));
    const spend = presence === 'existing' ? chance.between(5, 900) * 10_000 : 0;
    const contact = { name: personName(chance), mobile: mobileNumber(chance) };
    return { ...named, unit, login, presence, spend, contact, visits, at: past.daysAgo(since) };
  });
  const made: DemoAccount[] = [];
  await forEach(planned, 8, async (plan, index) => {
    const { unit, login, presence, spend, contact, visits, at, ...named } = plan;
    const as = callers[login];
    if (as === undefined) throw new Error(`${login} is not in the cast`);
    const body = {
      ...named,
      ...{ presence, ownerId: userIds[login], orgUnitId: unitIds[unit] },
      ...(spend > 0 && { monthlySpend: { amount: spend, currency: 'CNY' } }),
      externalId: `demo-${index + 1}`,
    };
    const account = await as('POST', '/v1/accounts', { body, at, key: `demo-account-${index}` });
    const path = `/v1/accounts/${account.id}`;
    await as('POST', `${path}/contacts`, {
      body: { ...contact, roles: ['daily'] },
      ...{ at, key: `demo-contact-${index}` },
    });
    for (const [visit, { at: heldAt, summary }] of visits.entries()) {
      const kind = visit === 0 ? 'visit' : 'call';
      await as('POST', `${path}/interactions`, {
        body: { kind, summary },
        ...{ at: heldAt, key: `demo-visit-${index}-${visit}` },
      });
    }
    made[index] = { ...account, login, unit };
  });
  return made;
}
