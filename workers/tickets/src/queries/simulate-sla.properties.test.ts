import { compileCalendar, happened, noHistory, readClocks, type SlaEvent } from '@keyline/calendar';
import { chineseOfficeCalendar } from '@keyline/calendar/authoring';
import { workingMinutes } from '@keyline/calendar/testing/naive-walk';
import { questions } from '@keyline/calendar/testing/questions';
import { mixed, streamStart } from '@keyline/calendar/testing/streams';
import { toInstant } from '@keyline/kernel';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { givenSimulating } from '../testing/simulating.ts';

/** Properties 19 and 20 of sla.md, asked over HTTP; the package has them for its own functions. */
interface Answered {
  readonly clocks: readonly { readonly dueAt: string | null; readonly usedSeconds: number }[];
}

let simulate: Awaited<ReturnType<typeof givenSimulating>>;
beforeAll(async () => {
  simulate = await givenSimulating();
});

const calendar = chineseOfficeCalendar();
const targets = { first_response: 60, next_response: 120, resolution: 960, ola: 240 };
const seconds = Object.fromEntries(Object.entries(targets).map(([metric, target]) => [metric, target * 60]));
const compiled = compileCalendar(calendar);

async function clocksOf(events: readonly SlaEvent[], at: number) {
  const told = events.map((event) => ({ ...event, at: toInstant(event.at) }));
  const { status, body } = await simulate<Answered>({ calendar, targets, events: told, at: toInstant(at) });
  expect(status).toBe(200);
  return body.clocks;
}

/** What the package tells when it goes on event by event, as the API writes it. */
function wentOn(events: readonly SlaEvent[], at: number) {
  const history = events.filter((event) => event.at <= at).reduce(happened, noHistory);
  const written = (instant: number | null) => (instant === null ? null : toInstant(instant));
  return readClocks(history, seconds, compiled, at).map(({ spells: _, ...clock }) => ({
    ...clock,
    startedAt: written(clock.startedAt),
    endedAt: written(clock.endedAt),
    breachedAt: written(clock.breachedAt),
    dueAt: written(clock.dueAt),
  }));
}

test('a stream is told as the package tells it event by event, and the same late, out of order and twice', async () => {
  await fc.assert(
    fc.asyncProperty(mixed, fc.integer({ min: 0, max: 4_000_000 }), async ({ events, shuffled }, later) => {
      const at = streamStart + later * 1000;
      const inOrder = await clocksOf(events, at);
      expect(inOrder).toMatchObject(wentOn(events, at));
      expect(await clocksOf(shuffled, at)).toEqual(inOrder);
    }),
    { numRuns: 200 },
  );
}, 60_000);

test('a due time equals a walk from minute to minute, whatever the calendar and however the clocks change', async () => {
  await fc.assert(
    fc.asyncProperty(questions, async ({ definition, from, lengthMinutes }) => {
      const walk = workingMinutes(definition, from);
      const worked = Array.from({ length: lengthMinutes }, () => walk.next().value === true);
      const count = worked.filter(Boolean).length;
      const { status, body } = await simulate<Answered>({
        calendar: definition,
        targets: { resolution: count },
        events: [{ type: 'created', at: toInstant(from) }],
        at: toInstant(from + lengthMinutes * 60_000),
      });
      const end = count === 0 ? from : from + (worked.lastIndexOf(true) + 1) * 60_000;
      expect([status, body.clocks[0]]).toMatchObject([
        200,
        { usedSeconds: count * 60, dueAt: toInstant(end) },
      ]);
    }),
    { numRuns: 50 },
  );
}, 60_000);
