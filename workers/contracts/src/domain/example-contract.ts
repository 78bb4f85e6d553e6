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
