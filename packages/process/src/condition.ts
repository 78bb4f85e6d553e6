import * as v from 'valibot';
import { fieldNameField, textsField, wordField } from './words.ts';

const scalarField = v.union([v.string(), v.number(), v.boolean()]);

const comparisons = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const;

/**
 * One test: a field of the record, or of the action's form, against a value or a list of values; or a guard that
 * the domain knows by its name.
 */
const testField = v.pipe(
  v.strictObject({
    field: v.exactOptional(fieldNameField('amount')),
    form: v.exactOptional(fieldNameField('availability')),
    is: v.exactOptional(v.picklist(comparisons)),
    value: v.exactOptional(scalarField),
    in: v.exactOptional(v.pipe(v.array(scalarField), v.minLength(1), v.maxLength(100))),
    notIn: v.exactOptional(v.pipe(v.array(scalarField), v.minLength(1), v.maxLength(100))),
    guard: v.exactOptional(wordField('survey_is_valid')),
    with: v.exactOptional(v.record(v.string(), scalarField)),
  }),
  v.check((test) => {
    const subjects = [test.field, test.form, test.guard].filter((one) => one !== undefined).length;
    const measures = [test.is, test.in, test.notIn].filter((one) => one !== undefined).length;
    const compares = (test.is === undefined) === (test.value === undefined);
    return subjects === 1 && compares && measures === (test.guard === undefined ? 1 : 0);
  }, 'test'),
  v.description(
    'A `field` of the record or of the `form`, with `is` and `value`, or `in`, or `notIn`; or a `guard` by name, `with` its parameters.',
  ),
  v.metadata({ ref: 'ProcessTest', examples: [{ field: 'amount', is: 'ge', value: 10_000_000 }] }),
);

/** When an action is allowed: all of the tests, or any of them, with the reason to give where it is not. */
export const conditionField = v.pipe(
  v.strictObject({
    all: v.exactOptional(v.pipe(v.array(testField), v.minLength(1), v.maxLength(20))),
    any: v.exactOptional(v.pipe(v.array(testField), v.minLength(1), v.maxLength(20))),
    otherwise: textsField('Only from 100,000 yuan on.', '仅限 10 万元及以上。'),
  }),
  v.check(({ all, any }) => (all === undefined) !== (any === undefined), 'test'),
  v.metadata({ ref: 'ProcessCondition' }),
);

export type Scalar = string | number | boolean | null;
export type Fields = Readonly<Record<string, Scalar>>;
export type Test = v.InferOutput<typeof testField>;
export type Condition = v.InferOutput<typeof conditionField>;

/** What a condition is held against; without a form, tests of the form count as passed. */
export interface Held {
  readonly fields: Fields;
  readonly form: Readonly<Record<string, unknown>> | undefined;
  guard(name: string, parameters: Readonly<Record<string, Scalar>>): boolean;
}

export function testsOf({ all = [], any = [] }: Condition): readonly Test[] {
  return [...all, ...any];
}

export function holds(condition: Condition, held: Held): boolean {
  const passes = (test: Test) => passesTest(test, held);
  return condition.all ? condition.all.every(passes) : (condition.any ?? []).some(passes);
}

function passesTest(test: Test, { fields, form, guard }: Held): boolean {
  if (test.guard !== undefined) return guard(test.guard, test.with ?? {});
  if (test.form !== undefined && form === undefined) return true;
  const given = test.form === undefined ? fields[test.field ?? ''] : form?.[test.form];
  if (test.in) return test.in.some((one) => one === given);
  if (test.notIn) return !test.notIn.some((one) => one === given);
  return compares(given, test.is ?? 'eq', test.value);
}

/** Numbers by size, texts by their characters; what is not there, or of another kind, is neither less nor more. */
function compares(given: unknown, is: (typeof comparisons)[number], value: unknown): boolean {
  if (is === 'eq') return given === value;
  if (is === 'ne') return given !== value;
  const comparable =
    (typeof given === 'number' && typeof value === 'number') ||
    (typeof given === 'string' && typeof value === 'string');
  if (!comparable) return false;
  if (is === 'lt') return given < value;
  if (is === 'le') return given <= value;
  return is === 'gt' ? given > value : given >= value;
}
