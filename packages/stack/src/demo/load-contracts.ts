import { dayAfter, dayAt } from '@keyline/kernel';
import { tenant } from './cast.ts';
import { type Caller, fileForm, forEach, type Made } from './client.ts';
import type { DemoOpportunity } from './load-opportunities.ts';
import type { Organisation } from './load-organisation.ts';
import type { Luck } from './luck.ts';
import type { Past } from './times.ts';

const template = {
  name: '综合业务服务合同',
  body: '# {{title}}\n\n甲方：{{customer}}\n\n乙方：渭城市分公司\n\n一、服务内容：{{service}}。\n\n二、合同期限自 {{startOn}} 至 {{endOn}}，合同金额 {{value}}。\n\n三、甲方按月支付服务费，乙方按约定的服务等级提供服务。',
  fields: [{ name: 'service', type: 'text', title: { en: 'Service', 'zh-CN': '服务内容' }, required: true }],
};

/** How far the contracts of opportunities in preparation have come, in turn. */
const underWay = ['drafting', 'reviewing', 'signing', 'confirming'] as const;

interface Page {
  readonly data: readonly Made[];
}

/** The scan of a signed contract: a PDF of one empty page. */
const scan = new TextEncoder().encode(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

/** How often a work order is looked for, a tenth of a second apart. */
const mostLooks = 600;

/** Waits until the work order of an opportunity is there: it is made by a reaction. */
async function workOrderOf(as: Caller, opportunityId: string): Promise<Made> {
  for (let look = 0; look < mostLooks; look += 1) {
    const { data } = await as<Page>('GET', `/v1/contracts?opportunityId=${opportunityId}`);
    if (data[0] !== undefined) return data[0];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nobody made the contract of ${opportunityId}; see GET /v1/dead-letters`);
}

/** Takes the work orders of the 80 confirmed opportunities as far as those are to come: 60 become effective. */
export async function loadContracts(
  { callers }: Organisation,
  opportunities: readonly DemoOpportunity[],
  past: Past,
  chance: Luck,
): Promise<void> {
  const caller = (login: string) =>
    callers[login] ?? Promise.reject(new Error(`${login} is not in the cast`));
  const library = await caller('zhu.qing');
  const { id: templateId } = await library('POST', '/v1/contract-templates', {
    body: template,
    key: 'demo-template',
  });
  const publishing = `/v1/contract-templates/${templateId}/actions/publish`;
  await library('POST', publishing, { body: {}, key: 'demo-template-published' });
  const planned = opportunities
    .filter(({ stage }) => stage === 'signed' || stage === 'preparing')
    .map((opportunity, index) => ({
      opportunity,
      until: opportunity.stage === 'signed' ? 'effective' : (underWay[index % underWay.length] ?? 'drafting'),
      // A few end soon, so that their end is told of.
      days: chance.between(0, 9) === 0 ? chance.between(40, 59) : chance.of([365, 730, 1095]),
    }));
  await forEach(planned, 8, async ({ opportunity, until, days }, index) => {
    const { account, id: opportunityId, title, monthly, oneOff, termMonths } = opportunity;
    const owner = await caller(account.login);
    const order = await workOrderOf(owner, opportunityId);
    const path = `/v1/contracts/${order.id}`;
    const key = `demo-contract-${index}`;
    let at = opportunity.at;
    const act = async (login: string, action: string, body: object = {}) => {
      at = past.later(at, 4);
      await (await caller(login))('POST', `${path}/actions/${action}`, {
        ...{ body, at },
        key: `${key}-${login}-${action}`,
      });
    };
    const startOn = dayAfter(dayAt(at, tenant.timeZone), 1);
    const money = (amount: number) => ({ amount, currency: 'CNY' });
    const body = {
      ...{ templateId, values: { service: title }, value: money(oneOff + monthly * termMonths) },
      ...{ monthlyFee: money(monthly), startOn, endOn: dayAfter(startOn, days) },
    };
    if (order.templateId === null) await owner('PATCH', path, { body, at });
    if (until === 'drafting') return;
    await act(account.login, 'submit');
    if (until === 'reviewing') return;
    const [supervisor, branch] = account.unit === 'east' ? ['jiang.bo', 'han.lei'] : ['shen.jun', 'yang.fan'];
    await act(supervisor ?? '', 'approve');
    await act(branch ?? '', 'approve');
    if (until === 'signing') return;
    const form = fileForm({ subjectType: 'contract', subjectId: order.id }, '签署件.pdf', scan);
    const attached = await owner('POST', '/v1/attachments', { body: form, at, key: `${key}-scan` });
    await act(account.login, 'upload-signed', { attachmentId: attached.id });
    if (until === 'confirming') return;
    await act('zhu.qing', 'confirm');
  });
}
