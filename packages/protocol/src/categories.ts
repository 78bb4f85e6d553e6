import type { Text } from '@keyline/kernel';

/** The categories of business, by their keys: what opportunities are about and departments supervise. */
export const categories = {
  internet_line: { en: 'Internet line', 'zh-CN': '互联网专线' },
  data_line: { en: 'Data line', 'zh-CN': '数据专线' },
  voice_line: { en: 'Voice line', 'zh-CN': '语音专线' },
  sdwan: { en: 'SD-WAN', 'zh-CN': '智能组网' },
  enterprise_broadband: { en: 'Enterprise broadband', 'zh-CN': '企业宽带' },
  private_5g: { en: 'Private 5G network', 'zh-CN': '5G专网' },
  iot: { en: 'Internet of things', 'zh-CN': '物联网' },
  idc: { en: 'Data centre', 'zh-CN': '数据中心' },
  cloud: { en: 'Cloud hosts', 'zh-CN': '云主机' },
  video_conference: { en: 'Video conference', 'zh-CN': '视频会议' },
  video_surveillance: { en: 'Video surveillance', 'zh-CN': '视频监控' },
  sms_mms: { en: 'SMS and MMS', 'zh-CN': '短彩信' },
  toll_free: { en: '400 and 800 numbers', 'zh-CN': '400/800 号码' },
  vnet: { en: 'Group V-net', 'zh-CN': '集团V网' },
  data_pooling: { en: 'Sponsored data', 'zh-CN': '流量统付' },
  push_to_talk: { en: 'Push to talk', 'zh-CN': '对讲' },
  security: { en: 'Information security', 'zh-CN': '信息安全' },
  big_data: { en: 'Big data', 'zh-CN': '大数据' },
  ict: { en: 'ICT integration', 'zh-CN': 'ICT集成' },
} as const satisfies Readonly<Record<string, Text>>;

export type CategoryKey = keyof typeof categories;

/** All keys, in the order in which people are shown them. */
export const categoryKeys = Object.keys(categories) as [CategoryKey, ...CategoryKey[]];
