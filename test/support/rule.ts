import type { ExampleRequest, Operation } from '@keyline/http';
import { type Contents, changesBetween, contentsOf } from '@keyline/testkit';
import { afterAll, describe, expect, test } from 'vitest';
import { type ExampleRunner, exampleRunner } from './example-runner.ts';
import { exchangeFindings } from './exchange-findings.ts';
import type { Mounted, Surface } from './surface.ts';
import { openWorld, type World } from './world.ts';

/** One operation in a world of its own. */
export interface Stage extends Mounted {
  readonly world: World;
  readonly examples: ExampleRunner;
  /** A new request that would succeed, with all that it builds on in place. */
  prepare(): Promise<ExampleRequest>;
}

/** Something that holds for every operation it applies to. */
export interface Rule {
  /** Completes the sentence that begins with the operation. */
  readonly name: string;
  applies(operation: Operation): boolean;
  /** What breaks the rule, one sentence each; nothing when it holds. */
  check(stage: Stage): Promise<string[]>;
}

/** Puts an operation on a stage: in a world where nothing has happened yet. */
export async function stageOf(mounted: Mounted, surface: Surface): Promise<Stage> {
  const world = await openWorld(surface);
  const examples = exampleRunner(world);
  return { ...mounted, world, examples, prepare: () => examples.request(mounted.operation.id) };
}

/** Holds an operation against a rule, and every answer on the way against the API document. */
export async function findingsOf(rule: Rule, stage: Stage): Promise<string[]> {
  const { world } = stage;
  const earlier = world.exchanges.length;
  const broken = await rule.check(stage);
  return [...broken, ...exchangeFindings(world.surface, world.exchanges.slice(earlier))];
}

/**
 * Makes a test of each rule for each operation that it applies to. The rules share the operation's stage: each
 * prepares its own request, and what the others left there must not matter to it.
 */
export function holdAll(surface: Surface, rules: readonly Rule[]): void {
  for (const mounted of surface.mounted) {
    const applying = rules.filter((rule) => rule.applies(mounted.operation));
    if (applying.length === 0) continue;
    describe(`${mounted.operation.id}:`, () => {
      let stage: Promise<Stage> | undefined;
      afterAll(async () => {
        await (await stage)?.world.database.drop();
        stage = undefined;
      });
      for (const rule of applying) {
        test(rule.name, async () => {
          stage ??= stageOf(mounted, surface);
          expectNone(await findingsOf(rule, await stage));
        });
      }
    });
  }
}

/** Fails with all findings, where there are any. */
export function expectNone(findings: readonly string[]): void {
  expect(findings, findings.join('\n')).toEqual([]);
}

/** Tables that count refusals, which are all that a refusal may write. */
const countsRefusals: readonly string[] = ['throttles'];

/** What an act wrote that should have written nothing, beside what else was wrong with it. */
export async function withoutWriting(world: World, act: () => Promise<string[]>): Promise<string[]> {
  const before = await contentsOf(world.database);
  const findings = await act();
  return [
    ...findings,
    ...changesBetween(withoutCounts(before), withoutCounts(await contentsOf(world.database))),
  ];
}

function withoutCounts(contents: Contents): Contents {
  return new Map([...contents].filter(([table]) => !countsRefusals.includes(table)));
}
