import { partners } from './cast.ts';
import { forEach, type Made } from './client.ts';
import type { DemoAccount } from './load-accounts.ts';
import type { Organisation } from './load-organisation.ts';
import type { Luck } from './luck.ts';
import { mobileNumber, personName } from './names.ts';
import type { OpportunityPlan } from './opportunity-plans.ts';
import type { Past } from './times.ts';

/** What the opportunity manager does with the leads, in turn: a third become opportunities. */
const ends = ['submitted', 'accept', 'reject', 'request-information', 'accept', 'submitted'] as const;

/** How many become opportunities: those stand in the pool beside the planned ones. */
export const acceptedLeads = 8;
const leadCount = acceptedLeads * 3;

const wishes = [
  ['cloud', '业务系统上云'],
  ['enterprise_broadband', '新办公楼宽带'],
  ['video_surveillance', '园区监控联网'],
  ['iot', '车辆定位物联网卡'],
] as const;

/** What the informant has heard of: nobody has looked at it yet. */
const hearsay = ['营业厅客户打听对讲设备', '园区物业想换对讲系统'] as const;

/** Leads of both partners over the last days, by their keys, and of the informant. */
export async function loadLeads(
  { callers, partnerKeys }: Organisation,
  accounts: readonly DemoAccount[],
  planned: readonly OpportunityPlan[],
  past: Past,
  chance: Luck,
): Promise<void> {
  const manager = callers['zheng.hao'];
  const informant = callers['wu.jie'];
  if (manager === undefined || informant === undefined) throw new Error('somebody is not in the cast');
  const taken = new Set(planned.map(({ account, category }) => `${account.id} ${category}`));
  const brought = Array.from({ length: leadCount }, (_, index) => {
    const account = accounts[(index * 13 + 5) % accounts.length] as DemoAccount;
    // Of what is under way already a lead would be a duplicate.
    const free = wishes.filter(([one]) => !taken.has(`${account.id} ${one}`));
    const [category, wish] = chance.of(free);
    const contact = { name: personName(chance), phone: mobileNumber(chance) };
    return { category, wish, account, contact, at: past.daysAgo(chance.between(0, 1)) };
  });
  await forEach(brought, 4, async ({ category, wish, account, contact, at }, index) => {
    const partner = partnerKeys[index % partners.length];
    const key = `demo-lead-${index}`;
    const title = `${String(account.name)}${wish}`;
    const body = { accountName: account.name, category, title, contact, externalId: key };
    const lead = await partner?.<Made>('POST', '/v1/leads', { body, at, key });
    const end = ends[index % ends.length] ?? 'submitted';
    if (lead === undefined || end === 'submitted' || lead.state !== 'submitted') return;
    const forms = {
      accept: { accountId: account.id },
      reject: { reason: '该客户已有在途商机，暂不受理。' },
      'request-information': { question: '请补充客户的预算和时间计划。' },
    };
    const path = `/v1/leads/${lead.id}/actions/${end}`;
    await manager('POST', path, { body: forms[end], at: past.later(at, 2), key: `${key}-${end}` });
  });
  const unheard = accounts.filter(({ id, unit }) => unit === 'west' && !taken.has(`${id} push_to_talk`));
  for (const [index, title] of hearsay.entries()) {
    const key = `demo-hearsay-${index}`;
    const { name } = unheard[index * 5] as DemoAccount;
    const body = { accountName: name, category: 'push_to_talk', title, externalId: key };
    await informant('POST', '/v1/leads', { body, at: past.daysAgo(index), key });
  }
}
