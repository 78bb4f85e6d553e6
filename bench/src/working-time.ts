import { addWorking, type Calendar, compileCalendar, workingBetween } from '@keyline/calendar';
import { chineseOfficeCalendar } from '@keyline/calendar/authoring';
import { median, table } from './table.ts';

const hour = 3600;
const questions = 1_000_000;
const rounds = 5;

/** Due times and working time per second on one core, with starts all over 2026. */
export async function measureCalendar(): Promise<string> {
  const china = compileCalendar(chineseOfficeCalendar());
  const berlin = compileCalendar({ ...chineseOfficeCalendar('Europe/Berlin'), exceptions: [] });
  const always = compileCalendar({
    timeZone: 'America/New_York',
    week: Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
    ),
  });
  const rows = [
    row('due time, 1 to 32 working hours', china, (at, hours) => addWorking(china, at, hours * hour)),
    row('the same, clocks that change', berlin, (at, hours) => addWorking(berlin, at, hours * hour)),
    row('the same, round the clock', always, (at, hours) => addWorking(always, at, hours * hour)),
    row('due time, 30 to 90 working days', china, (at, hours) =>
      addWorking(china, at, (30 + 2 * hours) * 8 * hour),
    ),
    row('working time of 1 to 32 days', china, (at, hours) =>
      workingBetween(china, at, at + hours * 24 * hour * 1000),
    ),
  ];
  const first = median(Array.from({ length: rounds }, firstAnswer));
  return [
    table(['question', 'answers /s', 'wanted'], rows),
    '',
    `The first answer of a calendar just made, 128 days worked out: ${first.toFixed(2)} ms.`,
  ].join('\n');
}

function row(name: string, calendar: Calendar, ask: (at: number, hours: number) => number) {
  const start = Date.parse('2026-01-01T00:00:00Z');
  const year = 364 * 24 * 60;
  let sum = 0;
  const perSecond = Array.from({ length: rounds }, () => {
    const began = performance.now();
    for (let i = 0; i < questions; i += 1) {
      sum += ask(start + ((i * 7919) % year) * 60_000, 1 + (i & 31));
    }
    return questions / ((performance.now() - began) / 1000);
  });
  if (!(sum > 0)) throw new Error(`${calendar.definition.timeZone}: no answers`);
  return [name, Math.round(median(perSecond)).toLocaleString('en'), '>= 1,000,000'];
}

function firstAnswer(): number {
  const began = performance.now();
  addWorking(compileCalendar(chineseOfficeCalendar()), Date.parse('2026-02-13T09:30:00Z'), hour);
  return performance.now() - began;
}
