import { dayAfter, dayAt } from '@keyline/kernel';
import { tenant } from './cast.ts';
import type { DemoAccount } from './load-accounts.ts';
import type { Luck } from './luck.ts';
import type { Past } from './times.ts';

/** How many opportunities come to stand in each stage: 400 in all, with those that leads become. `converted` is nobody's to reach by hand. */
const stages = {
  drafted: 30,
  pooled: 32,
  auctioned: 15,
  assigned: 80,
  surveying: 25,
  qualified: 25,
  confirming: 25,
  preparing: 20,
  signed: 60,
  lost: 60,
  abandoned: 20,
} as const;

export type DemoStage = keyof typeof stages;

const lines = ['internet_line', 'data_line', 'voice_line', 'sdwan'] as const;
const others = [
  ...['enterprise_broadband', 'private_5g', 'iot', 'idc', 'cloud', 'video_conference', 'sms_mms'],
  ...['video_surveillance', 'toll_free', 'vnet', 'data_pooling', 'push_to_talk', 'security', 'big_data'],
] as const;

const subjects: Readonly<Record<string, string>> = {
  internet_line: '互联网专线',
  data_line: '数据专线组网',
  voice_line: '语音中继',
  sdwan: '智能组网',
  enterprise_broadband: '企业宽带提速',
  private_5g: '5G 专网',
  iot: '物联网卡',
  idc: '机柜托管',
  cloud: '业务上云',
  video_conference: '视频会议系统',
  sms_mms: '短信通知平台',
  video_surveillance: '视频监控联网',
  toll_free: '400 热线',
  vnet: '集团 V 网',
  data_pooling: '流量统付',
  push_to_talk: '对讲调度',
  security: '等保安全服务',
  big_data: '客流大数据',
};

/** One opportunity as it is to become. Instants in milliseconds, money in fen. */
export interface OpportunityPlan {
  readonly account: DemoAccount;
  readonly stage: DemoStage;
  readonly category: string;
  readonly needsSurvey: boolean;
  readonly type: 'demand' | 'competitor';
  readonly title: string;
  readonly monthly: number;
  readonly oneOff: number;
  readonly termMonths: number;
  readonly expectedCloseOn: string;
  readonly createdAt: number;
  /** Of what had to go by a survey before it came to an end. */
  readonly lossReason: 'price' | 'coverage' | 'competitor' | 'budget' | 'timing';
}

/** What stands in a stage with a limit was begun lately, so that most of it is in time. */
const lately: Partial<Readonly<Record<DemoStage, number>>> = {
  ...{ drafted: 3, pooled: 1, auctioned: 1, assigned: 5, surveying: 3, qualified: 4 },
  ...{ confirming: 2, preparing: 8 },
};

/** The same 400 opportunities at every loading. */
export function planOpportunities(
  accounts: readonly DemoAccount[],
  past: Past,
  chance: Luck,
): readonly OpportunityPlan[] {
  const wanted = Object.entries(stages).flatMap(([stage, count]) =>
    Array.from({ length: count }, () => stage as DemoStage),
  );
  return wanted.map((stage, index) => {
    const account = accounts[(index * 7) % accounts.length] as DemoAccount;
    const surveyed = stage === 'surveying' || stage === 'qualified';
    const category: string = surveyed || index % 4 === 0 ? chance.of(lines) : chance.of(others);
    const days = chance.between(0, 9) < 8 ? chance.between(0, lately[stage] ?? 90) : chance.between(10, 30);
    return {
      account,
      stage,
      category,
      needsSurvey: lines.some((line) => line === category),
      type: chance.between(0, 4) === 0 ? 'competitor' : 'demand',
      title: `${String(account.name)}${subjects[category] ?? ''}`,
      monthly: chance.between(1, 80) * 10_000,
      oneOff: chance.between(0, 50) * 100_000,
      termMonths: chance.of([12, 24, 36]),
      expectedCloseOn: dayAfter(dayAt(past.now, tenant.timeZone), chance.between(15, 120)),
      createdAt: past.daysAgo(lately[stage] === undefined ? chance.between(20, 38) : Math.min(days, 38)),
      lossReason: chance.of(['price', 'coverage', 'competitor', 'budget', 'timing']),
    };
  });
}
