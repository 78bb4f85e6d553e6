import type { Text } from '@keyline/kernel';
import type { churnScores, MonthOfSpend, StoredReason } from '@keyline/schema';

export type ChurnBand = (typeof churnScores.$inferSelect)['band'];

const ascending: readonly ChurnBand[] = ['none', 'watch', 'high', 'critical'];

/** What of an account the scorecard looks at. Days are whole days up to the scoring. */
export interface ChurnFeatures {
  /** Since the latest visit, call or other interaction; null: there was none. */
  readonly daysSinceContact: number | null;
  /** Since the account was entered. */
  readonly daysKnown: number;
  /** Complaints of the last 90 days. */
  readonly complaints: number;
  /** Clocks of its tickets that were breached in the last 90 days. */
  readonly breaches: number;
  /** Until the last of its contracts in effect ends; null: it has none. */
  readonly contractDaysLeft: number | null;
  /** Opportunities of the type `competitor` that are open. */
  readonly competing: number;
  /** Opportunities lost to a competitor in the last 180 days. */
  readonly lost: number;
  /** Monthly spend against the average of up to three months before, percent; null: not known. */
  readonly spendChange: number | null;
}

type Step = readonly [from: number, points: number];

interface Rule {
  readonly words: Text;
  /** The number that is held against the steps; null: the rule does not apply. */
  measure(features: ChurnFeatures): number | null;
  /** From which number on how many points, the highest first. */
  readonly steps: readonly Step[];
}

/** The scorecard: points are added up, 100 at most. Its table stands in the Worker's README. */
export const churnRules = {
  spend_fell: {
    words: { en: 'Spend fell by {value} %', 'zh-CN': '月消费下降 {value}%' },
    measure: ({ spendChange }) => (spendChange === null ? null : -spendChange),
    steps: [
      [50, 35],
      [30, 25],
      [15, 12],
    ],
  },
  competitor_active: {
    words: { en: 'Open competitor opportunities: {value}', 'zh-CN': '在途竞争类商机 {value} 个' },
    measure: ({ competing }) => competing,
    steps: [[1, 25]],
  },
  lost_to_competitor: {
    words: {
      en: 'Lost to a competitor in 180 days: {value}',
      'zh-CN': '近 180 天被竞争对手抢走 {value} 单',
    },
    measure: ({ lost }) => lost,
    steps: [[1, 10]],
  },
  contract_ends: {
    words: { en: 'The last contract ends in {days} days', 'zh-CN': '最后一份合同将于 {days} 天后到期' },
    measure: ({ contractDaysLeft }) => (contractDaysLeft === null ? null : -contractDaysLeft),
    steps: [
      [-30, 25],
      [-90, 15],
      [-180, 5],
    ],
  },
  complained: {
    words: { en: 'Complaints in 90 days: {value}', 'zh-CN': '近 90 天投诉 {value} 次' },
    measure: ({ complaints }) => complaints,
    steps: [
      [3, 22],
      [2, 15],
      [1, 8],
    ],
  },
  sla_breached: {
    words: { en: 'SLA breaches in 90 days: {value}', 'zh-CN': '近 90 天服务超时 {value} 次' },
    measure: ({ breaches }) => breaches,
    steps: [
      [2, 12],
      [1, 6],
    ],
  },
  contact_lost: {
    words: { en: 'Nobody was in touch for {value} days', 'zh-CN': '已有 {value} 天未联系' },
    measure: ({ daysSinceContact, daysKnown }) => daysSinceContact ?? daysKnown,
    steps: [
      [180, 20],
      [90, 12],
      [60, 6],
    ],
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type ChurnReasonCode = keyof typeof churnRules;

/** From which score on an account is in a band: the tenant's settings say so. */
export interface BandsFrom {
  readonly watch: number;
  readonly high: number;
  readonly critical: number;
}

/** A score with its reasons, the heaviest first. */
export function scoreOf(
  features: ChurnFeatures,
  bands: BandsFrom,
): {
  readonly score: number;
  readonly band: ChurnBand;
  readonly reasons: readonly StoredReason[];
} {
  const reasons = Object.entries<Rule>(churnRules)
    .flatMap(([code, { measure, steps }]): StoredReason[] => {
      const value = measure(features);
      const points = value === null ? undefined : steps.find(([from]) => value >= from)?.[1];
      if (value === null || points === undefined) return [];
      return [{ code, points, values: { value: Math.round(value), days: Math.round(-value) } }];
    })
    .sort((one, other) => other.points - one.points);
  const score = Math.min(
    100,
    reasons.reduce((sum, { points }) => sum + points, 0),
  );
  return { score, band: bandOf(score, bands), reasons };
}

export function bandOf(score: number, { watch, high, critical }: BandsFrom): ChurnBand {
  if (score >= critical) return 'critical';
  if (score >= high) return 'high';
  return score >= watch ? 'watch' : 'none';
}

/** Whether an account came into a band above its former one: that is what is told. */
export function crossedUpward(before: ChurnBand, after: ChurnBand): boolean {
  return ascending.indexOf(after) > ascending.indexOf(before);
}

const monthsKept = 4;

/** The months that are kept once this month's spend is known: its latest figure counts. */
export function withMonth(
  months: readonly MonthOfSpend[],
  month: string,
  spend: number | null,
): readonly MonthOfSpend[] {
  const others = months.filter((one) => one.month !== month);
  return (spend === null ? others : [...others, { month, spend }]).slice(-monthsKept);
}

/** Percent by which this month's spend differs from the average of the months before; null: nothing to compare. */
export function spendChangeOf(months: readonly MonthOfSpend[], month: string): number | null {
  const now = months.find((one) => one.month === month);
  const before = months.filter((one) => one.month < month);
  const sum = before.reduce((total, { spend }) => total + spend, 0);
  if (now === undefined || sum === 0) return null;
  return Math.round((now.spend * before.length * 100) / sum) - 100;
}
