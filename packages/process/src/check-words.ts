import type { InputError } from '@keyline/kernel';
import { type Condition, type Test, testsOf } from './condition.ts';
import type { Definition } from './definition.ts';
import { finding } from './findings.ts';
import type { Form } from './form.ts';
import type { FieldType, Known } from './vocabulary.ts';
import { whoOf } from './who.ts';

type Path = readonly (string | number)[];

/** Words for people: roles that the tenant has, and the system only where it acts. */
export function checkPeople(words: readonly string[] | undefined, path: Path, known: Known): InputError[] {
  return (words ?? []).flatMap((word, index): InputError[] => {
    const who = whoOf(word);
    const at = [...path, index];
    if (who.kind === 'role' && !known.roles.has(who.role)) return [finding(at, 'unknown_role', who.role)];
    const lacksCategory = who.kind === 'role' && who.supervising && !known.vocabulary.fields.category;
    if (lacksCategory) return [finding(at, 'unknown_field', 'category')];
    return who.kind === 'system' && !known.vocabulary.systemActs ? [finding(at, 'system_idle')] : [];
  });
}

/** Effects that such records know, each with what it needs of the form. */
export function checkEffects(
  effects: readonly string[] | undefined,
  form: Form | undefined,
  path: Path,
  { vocabulary }: Known,
): InputError[] {
  return (effects ?? []).flatMap((name, index): InputError[] => {
    const effect = vocabulary.effects[name];
    if (effect === undefined) return [finding([...path, 'effects', index], 'unknown_effect', name)];
    return effect.form
      .filter((field) => !form?.required?.includes(field))
      .map((field) => finding([...path, 'effects', index], 'form_lacks', field));
  });
}

/** The fields that conditions and amounts may speak of: those of the record, and those entered at the opening. */
export function fieldsOf(definition: Definition, { vocabulary }: Known): Readonly<Record<string, FieldType>> {
  const own = Object.entries(vocabulary.fields).map(([name, { type }]) => [name, type] as const);
  return Object.fromEntries([...own, ...formTypes(definition.form)]);
}

function formTypes(form: Form | undefined): (readonly [string, FieldType])[] {
  const types = { string: 'text', integer: 'integer', number: 'integer', boolean: 'boolean' } as const;
  return Object.entries(form?.properties ?? {}).flatMap(([name, field]) =>
    field.type === 'array' || field.type === 'object' ? [] : [[name, types[field.type]] as const],
  );
}

export function checkCondition(
  condition: Condition | undefined,
  form: Form | undefined,
  fields: Readonly<Record<string, FieldType>>,
  path: Path,
  known: Known,
): InputError[] {
  if (condition === undefined) return [];
  const group = condition.all ? 'all' : 'any';
  return testsOf(condition).flatMap((test, index) => {
    const at = [...path, group, index];
    return test.guard === undefined
      ? checkComparison(test, form, fields, at)
      : checkGuard(test.guard, test, at, known);
  });
}

function checkGuard(name: string, test: Test, path: Path, { vocabulary }: Known): InputError[] {
  const guard = vocabulary.guards[name];
  if (guard === undefined) return [finding([...path, 'guard'], 'unknown_guard', name)];
  return Object.keys(test.with ?? {})
    .filter((parameter) => !guard.parameters.includes(parameter))
    .map((parameter) => finding([...path, 'with', parameter], 'unknown_parameter', parameter));
}

function checkComparison(
  test: Test,
  form: Form | undefined,
  fields: Readonly<Record<string, FieldType>>,
  path: Path,
): InputError[] {
  const place = test.form === undefined ? 'field' : 'form';
  const name = test.form ?? test.field ?? '';
  const type = place === 'field' ? fields[name] : Object.fromEntries(formTypes(form))[name];
  if (type === undefined) return [finding([...path, place], 'unknown_field', name)];
  const values: readonly [Path, unknown][] =
    test.value !== undefined
      ? [[['value'], test.value]]
      : test.in
        ? test.in.map((one, index) => [['in', index], one])
        : (test.notIn ?? []).map((one, index) => [['notIn', index], one]);
  const typeName = { integer: 'number', text: 'string', boolean: 'boolean' }[type];
  return values.flatMap(([at, value]) =>
    typeof value === typeName ? [] : [finding([...path, ...at], 'wrong_type', type)],
  );
}
