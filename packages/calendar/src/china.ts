import type { CalendarException } from './definition.ts';
import { dateOf, dayOf } from './local-time.ts';

/**
 * Public holidays of mainland China by the yearly notices of the General Office of the State Council on the
 * arrangement of holidays (国务院办公厅关于部分节假日安排的通知: 国办发明电〔2023〕7号, 国办发明电〔2024〕12号,
 * 国办发明电〔2025〕7号). Each: name, first day off, last day off, then the make-up days that are worked (调休).
 */
const notices: Readonly<Record<number, readonly (readonly [string, string, string, ...string[]])[]>> = {
  2024: [
    ['元旦', '01-01', '01-01'],
    ['春节', '02-10', '02-17', '02-04', '02-18'],
    ['清明节', '04-04', '04-06', '04-07'],
    ['劳动节', '05-01', '05-05', '04-28', '05-11'],
    ['端午节', '06-10', '06-10'],
    ['中秋节', '09-15', '09-17', '09-14'],
    ['国庆节', '10-01', '10-07', '09-29', '10-12'],
  ],
  2025: [
    ['元旦', '01-01', '01-01'],
    ['春节', '01-28', '02-04', '01-26', '02-08'],
    ['清明节', '04-04', '04-06'],
    ['劳动节', '05-01', '05-05', '04-27'],
    ['端午节', '05-31', '06-02'],
    ['国庆节、中秋节', '10-01', '10-08', '09-28', '10-11'],
  ],
  2026: [
    ['元旦', '01-01', '01-03', '01-04'],
    ['春节', '02-15', '02-23', '02-14', '02-28'],
    ['清明节', '04-04', '04-06'],
    ['劳动节', '05-01', '05-05', '05-09'],
    ['端午节', '06-19', '06-21'],
    ['中秋节', '09-25', '09-27'],
    ['国庆节', '10-01', '10-07', '09-20', '10-10'],
  ],
};

/** The years whose Chinese holidays are shipped. */
export const chineseYears: readonly number[] = Object.keys(notices).map(Number);

/** Days off and make-up days of one of these years, by date; nothing of another year. */
export function chineseExceptions(year: number): CalendarException[] {
  return (notices[year] ?? [])
    .flatMap(([name, first, last, ...worked]) => [
      ...daysFrom(`${year}-${first}`, `${year}-${last}`).map((date) => ({ date, working: false, name })),
      ...worked.map((date) => ({ date: `${year}-${date}`, working: true, name })),
    ])
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
}

function daysFrom(first: string, last: string): string[] {
  const from = dayOf(first);
  return Array.from({ length: dayOf(last) - from + 1 }, (_, at) => dateOf(from + at));
}
