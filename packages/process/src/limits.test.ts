import { expect, test } from 'vitest';
import type { Moved } from './context.ts';
import { raise } from './limits.ts';
import { isRefused } from './refusals.ts';
import { orderBuild } from './testing/others.ts';
import { actorOf, alwaysOpen, contextOf, organisationOf, user } from './testing/people.ts';
import { open, transition } from './transition.ts';

const minute = 60_000;
const day = 480 * minute;

const organisation = organisationOf({ survey_engineer: [['team', 'cai']] }, ['adm'], ['dan', 'dan', 'eve']);
const context = contextOf(organisation);
const engineer = actorOf('cai', organisation);

function done(result: ReturnType<typeof transition>): Moved {
  if (isRefused(result)) throw new Error(result.refused);
  return result;
}

function act(from: Moved, name: string, now: number, form = {}): Moved {
  return done(transition(orderBuild, from.next, name, form, engineer, context, now));
}

const opened = done(open(orderBuild, context, 0));

test('entering a stage arms its warning at 80 % of the limit, and the breach', () => {
  expect(opened.arm).toEqual([
    { kind: 'warning', level: 0, cycle: 1, dueAt: 2.4 * day },
    { kind: 'breach', level: 1, cycle: 1, dueAt: 3 * day },
  ]);
  expect(opened.opened).toMatchObject([{ dueAt: 3 * day }]);
});

test('the warning reaches who acts, the breach his manager too, each further 100 % the unit above, to the root', () => {
  const at = { kind: 'warning', level: 0, cycle: 1 } as const;
  const engineers = { role: 'survey_engineer', orgUnitId: 'team' };
  const warned = raise(orderBuild, opened.next, at, organisation, alwaysOpen);
  expect(warned).toMatchObject({ reaches: [engineers], dueAt: 2.4 * day, arm: [] });
  const after = warned?.next ?? opened.next;
  const breached = raise(orderBuild, after, { kind: 'breach', level: 1, cycle: 1 }, organisation, alwaysOpen);
  expect(breached).toMatchObject({
    reaches: [engineers, { userId: user('dan') }],
    arm: [{ kind: 'escalation', level: 2, cycle: 1, dueAt: 6 * day }],
    next: { tasks: [{ kind: 'stage' }, { kind: 'escalation', parties: [{ userId: user('dan') }] }] },
  });
  const second = raise(
    orderBuild,
    breached?.next ?? opened.next,
    { kind: 'escalation', level: 2, cycle: 1 },
    organisation,
    alwaysOpen,
  );
  expect(second).toMatchObject({ reaches: [{ userId: user('eve') }], arm: [] });
});

test('nothing is told twice, out of turn, or of a stage that was left', () => {
  const breach = { kind: 'breach', level: 1, cycle: 1 } as const;
  const breached = raise(orderBuild, opened.next, breach, organisation, alwaysOpen);
  const after = breached?.next ?? opened.next;
  expect(raise(orderBuild, after, breach, organisation, alwaysOpen)).toBeUndefined();
  expect(
    raise(orderBuild, after, { kind: 'warning', level: 0, cycle: 1 }, organisation, alwaysOpen),
  ).toBeUndefined();
  const escalation = { kind: 'escalation', level: 2, cycle: 1 } as const;
  expect(raise(orderBuild, opened.next, escalation, organisation, alwaysOpen)).toBeUndefined();
  const left = act(opened, 'confirm-resource', day);
  expect(left).toMatchObject({ rearms: true, next: { clock: { cycle: 3, dueAt: 3 * day } } });
  expect(raise(orderBuild, left.next, breach, organisation, alwaysOpen)).toBeUndefined();
});

test('a unit without anybody in charge escalates to the administrators', () => {
  const headless = { ...organisation, managers: [] };
  const raised = raise(orderBuild, opened.next, { kind: 'breach', level: 1, cycle: 1 }, headless, alwaysOpen);
  expect(raised?.reaches).toContainEqual({ role: 'administrator', orgUnitId: null });
  expect(raised?.arm).toEqual([]);
});

test('on hold the limit stands still, and goes on with what was used', () => {
  const held = act(opened, 'hold', 2 * day, { reason: '等待市政批复' });
  expect(held).toMatchObject({ rearms: true, arm: [], next: { clock: null, held: { stage: 'surveying' } } });
  const back = act(held, 'resume', 100 * day);
  expect(back.next).toMatchObject({ stage: 'surveying', held: null, clock: { used: 960, dueAt: 101 * day } });
  expect(back.arm.map(({ dueAt }) => dueAt)).toEqual([100.4 * day, 101 * day]);
});

test('what was told before the pause is not told again after it', () => {
  const breached = raise(
    orderBuild,
    opened.next,
    { kind: 'breach', level: 1, cycle: 1 },
    organisation,
    alwaysOpen,
  );
  const late = { ...opened, next: breached?.next ?? opened.next };
  const held = act(late, 'hold', 4 * day, { reason: '等待市政批复' });
  expect(held.next.tasks.map(({ kind }) => kind)).toEqual(['stage']);
  const back = act(held, 'resume', 10 * day);
  expect(back.arm).toEqual([{ kind: 'escalation', level: 2, cycle: expect.any(Number), dueAt: 12 * day }]);
});

test('whoever is in charge is called in before any limit has passed, and no longer needed once the stage is left', () => {
  const calling = {
    ...orderBuild,
    actions: [
      ...orderBuild.actions,
      { name: 'call', title: orderBuild.title, from: ['surveying'], effects: ['call_manager'] },
    ],
  };
  const called = done(transition(calling, opened.next, 'call', {}, engineer, context, day));
  expect(called).toMatchObject({
    kind: 'acted',
    rearms: false,
    opened: [{ kind: 'escalation', parties: [{ userId: user('dan') }] }],
  });
  const left = done(transition(calling, called.next, 'confirm-resource', {}, engineer, context, day));
  expect(left.closed.map(({ how }) => how).sort()).toEqual(['cancelled', 'done']);
});
