import { brief, inMinutes, type Tellable } from '@keyline/calendar/testing/in-minutes';
import { slaVectors } from '@keyline/calendar/testing/vectors/index';
import { beforeAll, expect, test } from 'vitest';
import { givenSimulating } from '../testing/simulating.ts';

interface Answered {
  readonly clocks: readonly (Tellable & {
    readonly alerts: readonly { readonly id: string; readonly at: string }[];
  })[];
}

let simulate: Awaited<ReturnType<typeof givenSimulating>>;
beforeAll(async () => {
  simulate = await givenSimulating();
});

/** The list is that of the package, whose own test sees that no vector is missing from it. */
test.each(slaVectors)('vector $number: $says', async ({ given, clocks, alerts }) => {
  const { status, body } = await simulate<Answered>(given);
  expect(status).toBe(200);
  const told = inMinutes(body.clocks);
  expect(told).toMatchObject(clocks);
  expect(Object.keys(told)).toEqual(Object.keys(clocks));
  if (alerts === undefined) return;
  const raised = body.clocks.flatMap((clock) => clock.alerts);
  expect(Object.fromEntries(raised.map(({ id, at }) => [id, brief(at)]))).toEqual(alerts);
});
