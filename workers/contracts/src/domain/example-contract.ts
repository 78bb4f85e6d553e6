import type { Definition } from '@keyline/process';

/** A template that can be published, for examples. */
export function someTemplateBody(serial: number) {
  return {
    name: `互联网专线业务合同 ${serial}`,
    body: '# {{title}}\n\n甲方：{{customer}}\n\n带宽：{{bandwidth}}，期限自 {{startOn}} 至 {{endOn}}，合同金额：{{value}}。',
    fields: [
      { name: 'bandwidth', type: 'text', title: { en: 'Bandwidth', 'zh-CN': '带宽' }, required: true },
      {
        name: 'installFee',
        type: 'money',
        title: { en: 'Installation', 'zh-CN': '安装费' },
        required: false,
      },
      {
        ...{ name: 'payment', type: 'choice', title: { en: 'Payment', 'zh-CN': '付款方式' } },
        options: [
          { value: 'monthly', title: { en: 'Every month', 'zh-CN': '按月' } },
          { value: 'yearly', title: { en: 'Every year', 'zh-CN': '按年' } },
        ],
        required: false,
      },
    ],
  };
}

/** What is agreed in a contract of that template, for examples. */
export const someTerms = {
  title: '西安高新区互联网专线服务合同',
  values: { bandwidth: '500 Mbit/s', payment: 'monthly' },
  value: { amount: 36_000_000, currency: 'CNY' },
  monthlyFee: { amount: 1_000_000, currency: 'CNY' },
  startOn: '2026-04-01',
  endOn: '2029-03-31',
} as const;

/** A process of a tenant's own that only its drafter could let begin, who must not. */
export const approvedFirst: Definition = {
  key: 'contract.standard',
  title: { en: 'Approved first', 'zh-CN': '先审后拟' },
  subject: 'contract',
  start: 'asking',
  stages: [
    {
      key: 'asking',
      title: { en: 'Asking', 'zh-CN': '审批' },
      approval: {
        steps: [
          {
            key: 'creator',
            title: { en: 'Creator', 'zh-CN': '发起人' },
            mode: 'any',
            candidates: ['creator'],
          },
        ],
        approve: { to: 'done' },
      },
    },
    { key: 'done', title: { en: 'Done', 'zh-CN': '完成' }, outcome: 'done' },
  ],
  actions: [],
};

interface Given {
  run(
    operationId: string,
    request: { params?: Record<string, string>; query?: Record<string, string>; body?: unknown },
  ): Promise<Readonly<Record<string, unknown>>>;
  colleague(): Promise<{ readonly id: string; readonly accessToken: string }>;
}

/** Another administrator, who may review: the headers by which he asks. */
export async function otherAdministrator({ run, colleague }: Given) {
  const listed = await run('listRoles', { query: { key: 'administrator' } });
  const [role] = listed.data as readonly { readonly id: string }[];
  const other = await colleague();
  await run('changeUser', { params: { userId: other.id }, body: { roles: [{ roleId: role?.id }] } });
  return { Authorization: `Bearer ${other.accessToken}` };
}
