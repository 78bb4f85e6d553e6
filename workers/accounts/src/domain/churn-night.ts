import { dayAfter, dayAt, startOfDay } from '@keyline/kernel';
import { type ChurnFeatures, spendChangeOf, withMonth } from './churn-scorecard.ts';

const hour = 3_600_000;
const dayMs = 24 * hour;
/** Scores are made in the night, when nobody works: from two o'clock of the tenant's own time. */
const nightHour = 2;

/** When the next scoring begins after this instant, milliseconds. */
export function nextNight(now: number, timeZone: string): number {
  const today = dayAt(now, timeZone);
  const tonight = startOfDay(today, timeZone) + nightHour * hour;
  return tonight > now ? tonight : startOfDay(dayAfter(today, 1), timeZone) + nightHour * hour;
}

/** What is stored of an account, as far as the scorecard looks at it. Instants in milliseconds. */
export interface ChurnStand {
  readonly createdAt: number;
  readonly monthlySpend: number | null;
  readonly spends: Parameters<typeof withMonth>[0];
  readonly lastContactAt: number | null;
  readonly competing: number;
  readonly lost: number;
  readonly complaints: number;
  readonly breaches: number;
  /** The last day of its last contract in effect. */
  readonly contractEndsOn: string | null;
}

/** The features of an account on a day (`yyyy-mm-dd`), and the months of spend to keep. */
export function featuresOf(stand: ChurnStand, day: string, now: number) {
  const month = day.slice(0, 7);
  const spends = withMonth(stand.spends, month, stand.monthlySpend);
  const since = (instant: number) => Math.max(0, Math.floor((now - instant) / dayMs));
  const { competing, lost, complaints, breaches, contractEndsOn } = stand;
  const features: ChurnFeatures = {
    daysSinceContact: stand.lastContactAt === null ? null : since(stand.lastContactAt),
    daysKnown: since(stand.createdAt),
    ...{ competing, lost, complaints, breaches },
    contractDaysLeft: contractEndsOn === null ? null : daysBetween(day, contractEndsOn),
    spendChange: spendChangeOf(spends, month),
  };
  return { features, spends };
}

/** From one day to another (`yyyy-mm-dd`), in whole days. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}
