import { test } from 'vitest';
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
