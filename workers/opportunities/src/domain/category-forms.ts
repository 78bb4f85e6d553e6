import type { Text } from '@keyline/kernel';
import { type Form, formSchema } from '@keyline/process';
import { type CategoryKey, categoryKeys } from '@keyline/protocol';
import type * as v from 'valibot';

type Property = Form['properties'][string];

const titles = (english: string, chinese: string): Text => ({ en: english, 'zh-CN': chinese });
const line = (en: string, zh: string, maxLength = 200): Property => {
  return { type: 'string', minLength: 1, maxLength, titles: titles(en, zh) };
};
const count = (en: string, zh: string): Property => {
  return { type: 'integer', minimum: 0, maximum: 1_000_000_000, titles: titles(en, zh) };
};
const yes = (en: string, zh: string): Property => ({ type: 'boolean', titles: titles(en, zh) });
const choice = (
  en: string,
  zh: string,
  choices: readonly (readonly [string, string, string])[],
): Property => {
  const oneOf = choices.map(([value, english, chinese]) => ({
    const: value,
    titles: titles(english, chinese),
  }));
  return { type: 'string', titles: titles(en, zh), oneOf };
};

const bandwidth = count('Bandwidth in Mbit/s', '带宽（Mbps）');
const users = count('Users', '用户数');
const sites = count('Sites', '站点数');
const cards = count('Cards', '卡数');

/** What is asked of every category. */
const general = {
  product: line('Product as the customer calls it', '产品名称'),
  quantity: count('Quantity', '数量'),
  requirement: {
    type: 'string',
    format: 'multi-line',
    minLength: 1,
    maxLength: 2000,
    titles: titles('Requirement', '需求说明'),
  },
} as const satisfies Form['properties'];

/** The basic information of a dedicated line: from where to where, how wide, how. */
const lineBlock = {
  addressA: line('Address of end A', 'A端地址'),
  addressZ: line('Address of end Z', 'Z端地址'),
  contactA: line('Contact at end A', 'A端联系人', 100),
  contactZ: line('Contact at end Z', 'Z端联系人', 100),
  bandwidth,
  access: choice('Access', '接入方式', [
    ['fibre', 'Fibre', '光纤'],
    ['copper', 'Copper', '铜缆'],
    ['wireless', 'Wireless', '无线'],
  ]),
  redundant: yes('Second route', '双路由'),
  wantedOn: { type: 'string', format: 'date', titles: titles('Wanted on', '期望开通日期') },
} as const satisfies Form['properties'];

/** Dedicated lines 专线: they need a survey before they can be confirmed. */
export const dedicatedLines: ReadonlySet<string> = new Set<CategoryKey>([
  'internet_line',
  'data_line',
  'voice_line',
  'sdwan',
]);

const own: Readonly<Record<CategoryKey, Form['properties']>> = {
  internet_line: { ...lineBlock, publicAddresses: count('Public IP addresses', '公网 IP 数') },
  data_line: {
    ...lineBlock,
    technology: choice('Technology', '组网技术', [
      ['sdh', 'SDH', 'SDH'],
      ['mstp', 'MSTP', 'MSTP'],
      ['mpls_vpn', 'MPLS VPN', 'MPLS VPN'],
      ['otn', 'OTN', 'OTN'],
    ]),
  },
  voice_line: {
    ...lineBlock,
    channels: count('Voice channels', '语音中继路数'),
    signalling: choice('Signalling', '信令', [
      ['sip', 'SIP', 'SIP'],
      ['pri', 'PRI', 'PRI'],
      ['ss7', 'SS7', '七号信令'],
    ]),
  },
  sdwan: { ...lineBlock, sites, centralBreakout: yes('Central breakout', '集中出口') },
  enterprise_broadband: { bandwidth, address: line('Address', '安装地址'), ports: count('Ports', '端口数') },
  private_5g: {
    area: line('Area to cover', '覆盖区域'),
    mode: choice('Mode', '组网模式', [
      ['virtual', 'Virtual', '虚拟专网'],
      ['hybrid', 'Hybrid', '混合专网'],
      ['standalone', 'Standalone', '独立专网'],
    ]),
    terminals: count('Terminals', '终端数'),
  },
  iot: {
    cards,
    application: line('Application', '应用场景'),
    monthlyMegabytes: count('MB a month and card', '单卡月流量（MB）'),
  },
  idc: {
    racks: count('Racks', '机架数'),
    powerKilowatts: count('Power in kW', '电力（kW）'),
    bandwidth,
    room: line('Data centre wanted', '意向机房'),
  },
  cloud: {
    hosts: count('Hosts', '云主机数'),
    cores: count('Cores', 'CPU 核数'),
    memoryGigabytes: count('Memory in GB', '内存（GB）'),
    storageGigabytes: count('Storage in GB', '存储（GB）'),
  },
  video_conference: {
    rooms: count('Rooms', '会场数'),
    users,
    highDefinition: yes('High definition', '高清'),
  },
  video_surveillance: {
    cameras: count('Cameras', '摄像头数'),
    storageDays: count('Days kept', '存储天数'),
    sites,
  },
  sms_mms: {
    monthlyMessages: count('Messages a month', '月发送量'),
    kind: choice('Kind', '短信类型', [
      ['notice', 'Notices', '通知类'],
      ['code', 'One-time codes', '验证码'],
      ['marketing', 'Marketing', '营销类'],
    ]),
    signature: line('Signature', '签名', 40),
  },
  toll_free: {
    numberWanted: line('Number wanted', '意向号码', 40),
    series: choice('Series', '号段', [
      ['400', '400', '400'],
      ['800', '800', '800'],
    ]),
    monthlyMinutes: count('Minutes a month', '月通话分钟数'),
  },
  vnet: {
    users,
    shortNumbers: yes('Short numbers', '短号'),
    monthlyMinutes: count('Minutes a month', '月通话分钟数'),
  },
  data_pooling: {
    monthlyGigabytes: count('GB a month', '月流量（GB）'),
    application: line('Application', '应用名称'),
  },
  push_to_talk: { terminals: count('Terminals', '终端数'), groups: count('Groups', '群组数') },
  security: {
    service: choice('Service', '服务类型', [
      ['ddos', 'Protection against DDoS', '抗 DDoS'],
      ['firewall', 'Firewall', '云防火墙'],
      ['assessment', 'Assessment', '安全评估'],
      ['graded_protection', 'Graded protection', '等级保护'],
    ]),
    assets: count('Assets to protect', '防护资产数'),
  },
  big_data: { purpose: line('Purpose', '用途'), dataSources: line('Sources of data', '数据来源', 1000) },
  ict: {
    scope: line('Scope', '建设内容', 1000),
    budgetApproved: yes('The budget is approved', '预算已批复'),
    tenderExpectedOn: {
      type: 'string',
      format: 'date',
      titles: titles('Tender expected on', '预计招标日期'),
    },
  },
};

/** What opportunities of a category say of themselves, beside what all say. Nothing of it must be known at once. */
export const categoryForms = Object.fromEntries(
  categoryKeys.map((key): [CategoryKey, Form] => {
    return [key, { type: 'object', properties: { ...general, ...own[key] } }];
  }),
) as Readonly<Record<CategoryKey, Form>>;

const schemas = new Map<string, v.GenericSchema<Record<string, unknown>>>();

/** The schema of a category's fields. */
export function fieldsSchema(category: string): v.GenericSchema<Record<string, unknown>> {
  const known = schemas.get(category) ?? formSchema(categoryForms[category as CategoryKey]);
  schemas.set(category, known);
  return known;
}
