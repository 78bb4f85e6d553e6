import { expect, test } from 'vitest';
import { spoiling } from '../support/fixture/spoiling.ts';
import { fixtureWith, handledBy } from '../support/fixture/surface.ts';
import { getUnit, problems } from '../support/fixture/units.ts';
import { expectNone } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { declarationFindings, failureFindings, type SpecialCase } from './rules/failures.ts';

const surface = await productSurface();

const specialCases: readonly SpecialCase[] = [
  {
    operation: 'createTenant',
    code: 'tenant.sign_up_closed',
    reason: 'Where sign-up is open nobody meets it; whether it is open is configuration.',
    bindings: { SIGN_UP: 'closed' },
  },
];

test('every declared problem is shown, and every shown one is declared', () => {
  expectNone(declarationFindings(surface, specialCases));
});

for (const mounted of surface.mounted) {
  const { id, problems } = mounted.operation;
  for (const code of Object.keys(problems)) {
    const specialCase = specialCases.find((one) => one.operation === id && one.code === code);
    test(`${id}: answers ${code} and changes nothing`, async () => {
      expectNone(await failureFindings(mounted, code, surface, specialCase));
    });
  }
}

const notFound = 'unit.not_found';
const { example } = fixtureWith(getUnit).mounted;

async function findingsOfFixture(broken: typeof getUnit, code = notFound): Promise<string> {
  const fixture = fixtureWith(broken, example);
  return (await failureFindings(fixture.mounted, code, fixture.surface)).join('\n');
}

test('the guard: a problem that comes about as declared passes', async () => {
  const { surface } = fixtureWith();
  expect(declarationFindings(surface, [])).toEqual([]);
  expect(await findingsOfFixture(getUnit)).toBe('');
});

test('the guard bites: a problem that nothing shows', async () => {
  const { surface } = fixtureWith(getUnit, { request: example.request });
  expect(declarationFindings(surface, [])).toEqual(['getUnit: nothing shows unit.not_found']);
});

test('the guard bites: a failure that is shown and not declared', () => {
  const { surface } = fixtureWith({ ...getUnit, problems: {} }, example);
  expect(declarationFindings(surface, [])).toEqual([
    'getUnit: shows unit.not_found, which it does not declare',
  ]);
});

test('the guard bites: a special case that outlived its operation', () => {
  const { surface } = fixtureWith();
  expect(declarationFindings(surface, specialCases)).toEqual([
    'createTenant: a special case of no operation',
  ]);
});

test('the guard bites: a failure that answers another problem', async () => {
  const misled = {
    ...getUnit,
    problems: { ...getUnit.problems, 'unit.name_taken': problems['unit.name_taken'] },
  };
  const failures = { 'unit.name_taken': () => ({ params: { unitId: 'org_01kafxq0h3e7rvx8bm2s9t4c5d' } }) };
  const { mounted, surface } = fixtureWith(misled, { ...example, failures });
  const findings = await failureFindings(mounted, 'unit.name_taken', surface);
  expect(findings.join('\n')).toMatch(/status 404 where 409 is due/);
});

/** The problem's document with other texts. */
function saying(detail: string) {
  return handledBy(getUnit, async ({ requestId }) => {
    const title = problems[notFound].title.en;
    const body = { title, detail, status: 404, code: notFound, instance: requestId };
    return Response.json(body, { status: 404, headers: { 'Content-Type': 'application/problem+json' } });
  });
}

test('the guard bites: texts that are the same in both languages, or have an unfilled place', async () => {
  expect(await findingsOfFixture(saying('Not there'))).toMatch(/the same in both languages: Not there/);
  expect(await findingsOfFixture(saying('No {name}'))).toMatch(/unfilled place: No \{name\}/);
});

test('the guard bites: a refusal that writes', async () => {
  expect(await findingsOfFixture(spoiling(getUnit))).toMatch(/org_units gained/);
});
