import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionsIn, type StageAction } from './builtin.ts';
import { check } from './check.ts';
import type { Context } from './context.ts';
import type { Definition } from './definition.ts';
import { duesOf, raise } from './limits.ts';
import type { Actor } from './people.ts';
import { isRefused } from './refusals.ts';
import { type CaseEvent, type CaseState, replay } from './state.ts';
import { definitions, testRoles, testWords } from './testing/definitions.ts';
import { knownWords } from './testing/known.ts';
import { actorOf, alwaysOpen, contextOf, organisationOf, user } from './testing/people.ts';
import { available, open, transition } from './transition.ts';

const names = ['ann', 'bob', 'cai', 'dan', 'eve', 'adm', 'ops'];
const known = knownWords(testWords);

/** Somebody or nobody holds each role, in the unit, above it, or anywhere; there are two administrators. */
const contexts: fc.Arbitrary<Context> = fc
  .record({
    holders: fc.tuple(
      ...testRoles.map(() =>
        fc.array(fc.tuple(fc.constantFrom('team', 'branch', null), fc.constantFrom(...names)), {
          maxLength: 4,
        }),
      ),
    ),
    managers: fc.array(fc.constantFrom(...names), { maxLength: 3 }),
    amount: fc.integer({ min: 0, max: 1000 }),
  })
  .map(({ holders, managers, amount }) => {
    const levels = testRoles.map((role, index) => {
      const found = holders[index] ?? [];
      const units = (['team', 'branch', null] as const).map((unit): [string | null, ...string[]] => [
        unit,
        ...new Set(found.filter(([at]) => at === unit).map(([, name]) => name)),
      ]);
      return [role, units] as const;
    });
    const held = levels.filter(([, units]) => units.some((unit) => unit.length > 1)).map(([role]) => role);
    const organisation = { ...organisationOf(Object.fromEntries(levels), ['adm', 'ops'], managers), held };
    return contextOf(organisation, { amount }, { activeUsers: names.map(user) });
  });

const walks = fc.array(
  fc.record({ who: fc.nat(), what: fc.nat(), minutes: fc.nat({ max: 3000 }), due: fc.boolean() }),
  {
    maxLength: 30,
  },
);

function fill({ form }: StageAction): Record<string, unknown> {
  const fields = Object.entries(form?.properties ?? {});
  return Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      field.type === 'string' && field.format === 'user' ? user('eve') : 'because',
    ]),
  );
}

interface Choice {
  readonly actor: Actor;
  readonly action: StageAction;
}

function choices(definition: Definition, state: CaseState, context: Context): readonly Choice[] {
  return names.flatMap((name) => {
    const actor = actorOf(name, context.organisation);
    const offers = available(definition, state, actor, context);
    return offers.filter(({ refusal }) => refusal === undefined).map(({ action }) => ({ actor, action }));
  });
}

test('definitions made right are found without a flaw', () => {
  fc.assert(
    fc.property(definitions, (definition) => {
      expect(check(definition, known)).toEqual([]);
    }),
  );
});

test('an open case always has somebody who can take it on, and is what its events give', () => {
  fc.assert(
    fc.property(definitions, contexts, walks, (definition, context, walk) => {
      let now = 0;
      const first = open(definition, context, now);
      if (isRefused(first)) throw new Error(first.refused);
      let state = first.next;
      const events: CaseEvent[] = [...first.events];
      for (const { who, what, minutes, due } of walk) {
        if (state.outcome !== null) break;
        const open = choices(definition, state, context);
        // Somebody may do something that leads on, and is told so.
        expect(open.some(({ action }) => action.to !== undefined)).toBe(true);
        expect(state.tasks.flatMap(({ parties }) => parties).length).toBeGreaterThan(0);
        now += minutes * 60_000;
        const raised =
          due && state.clock
            ? duesOf(state.clock, alwaysOpen).map((one) =>
                raise(definition, state, one, context.organisation, alwaysOpen),
              )
            : [];
        const told = raised.find((one) => one !== undefined);
        if (told) {
          events.push(...told.events);
          state = told.next;
        }
        const chosen = open[(who * 31 + what) % open.length] as Choice;
        const moved = transition(
          definition,
          state,
          chosen.action.name,
          fill(chosen.action),
          chosen.actor,
          context,
          now,
        );
        if (isRefused(moved)) {
          // What hangs on the form, or on people who cannot be had, is told only when it is tried.
          expect(['no_candidate', 'reviewer_taken', 'drafter']).toContain(moved.refused);
          continue;
        }
        expect(actionsIn(definition, state.stage).map(({ name }) => name)).toContain(chosen.action.name);
        events.push(...moved.events);
        state = moved.next;
        expect(replay(JSON.parse(JSON.stringify(events)) as CaseEvent[])).toEqual(state);
        expect(new Set(state.tasks.map(({ key }) => key)).size).toBe(state.tasks.length);
        for (const { decision } of state.approval?.steps.flatMap(({ seats }) => seats) ?? []) {
          expect(state.approval?.drafters).not.toContain(decision?.by);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('no action is done out of its stage, nor by whom it is not offered to', () => {
  fc.assert(
    fc.property(definitions, contexts, fc.nat(), (definition, context, pick) => {
      const first = open(definition, context, 0);
      if (isRefused(first)) throw new Error(first.refused);
      const every = definition.stages.flatMap(({ key }) => actionsIn(definition, key));
      const action = every[pick % every.length] as StageAction;
      for (const name of names) {
        const actor = actorOf(name, context.organisation);
        const offer = available(definition, first.next, actor, context).find(
          (one) => one.action.name === action.name,
        );
        const moved = transition(definition, first.next, action.name, fill(action), actor, context, 0);
        if (offer?.refusal !== undefined) expect(isRefused(moved)).toBe(true);
      }
    }),
  );
});

test('every stage of a definition without a flaw can be come to', () => {
  const everybody = contextOf(
    organisationOf(Object.fromEntries(testRoles.map((role) => [role, [['team', 'cai', 'dan']]])), [
      'adm',
      'ops',
    ]),
    { amount: 100 },
    { activeUsers: names.map(user) },
  );
  fc.assert(
    fc.property(definitions, (definition) => {
      const first = open(definition, everybody, 0);
      if (isRefused(first)) throw new Error(first.refused);
      const seen = new Map<string, CaseState>();
      const queue = [first.next];
      for (let state = queue.pop(); state !== undefined && seen.size < 3000; state = queue.pop()) {
        const decided = state.approval?.steps.map(
          ({ seats }) => seats.filter(({ decision }) => decision).length,
        );
        const place = JSON.stringify([state.path, state.approval?.at, decided]);
        if (seen.has(place)) continue;
        seen.set(place, state);
        for (const { actor, action } of choices(definition, state, everybody)) {
          if (action.kind === 'add_reviewer') continue;
          const moved = transition(definition, state, action.name, fill(action), actor, everybody, 0);
          if (!isRefused(moved)) queue.push(moved.next);
        }
      }
      const stages = new Set([...seen.values()].map(({ stage }) => stage));
      expect([...stages].sort()).toEqual(definition.stages.map(({ key }) => key).sort());
    }),
    { numRuns: 60 },
  );
});
