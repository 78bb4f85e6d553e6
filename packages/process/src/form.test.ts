import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type Form, formField, formJson, formSchema, usersIn } from './form.ts';
import { lossForm, ownerForm, surveyForm } from './standard/forms.ts';
import { user } from './testing/people.ts';

function pointers(form: Form, entered: unknown): string[] {
  const { issues = [] } = v.safeParse(formSchema(form), entered);
  return issues.map((issue) => issue.path?.map(({ key }) => String(key)).join('/') ?? '');
}

test('a form takes what it asks for, and nothing beyond', () => {
  const survey = {
    availability: 'now',
    distanceMetres: 120,
    cost: { amount: 0, currency: 'CNY' },
    leadTimeDays: 15,
    validUntil: '2026-12-31',
  };
  expect(pointers(surveyForm, survey)).toEqual([]);
  expect(pointers(surveyForm, { ...survey, price: 1 })).toEqual(['price']);
  expect(pointers(surveyForm, {})).toEqual([
    'availability',
    'distanceMetres',
    'cost',
    'leadTimeDays',
    'validUntil',
  ]);
});

test.each<[unknown, string]>([
  [{ availability: 'maybe' }, 'availability'],
  [{ distanceMetres: -1 }, 'distanceMetres'],
  [{ distanceMetres: 1.5 }, 'distanceMetres'],
  [{ cost: '0' }, 'cost'],
  [{ cost: { amount: 0.5, currency: 'CNY' } }, 'cost/amount'],
  [{ cost: { amount: 1 } }, 'cost/currency'],
  [{ validUntil: '2026-02-30' }, 'validUntil'],
])('%j does not fit', (wrong, pointer) => {
  const survey = {
    availability: 'now',
    distanceMetres: 120,
    cost: { amount: 0, currency: 'CNY' },
    leadTimeDays: 15,
    validUntil: '2026-12-31',
  };
  expect(pointers(surveyForm, { ...survey, ...(wrong as object) })).toEqual([pointer]);
});

test('text is trimmed, and one line where nothing else is said', () => {
  const filled = { reasonCode: 'price', lesson: ' 报价过高\n下次提前沟通 ', competitor: 'A' };
  expect(v.parse(formSchema(lossForm), filled)).toMatchObject({ lesson: '报价过高\n下次提前沟通' });
  expect(pointers(lossForm, { ...filled, competitor: 'A\nB' })).toEqual(['competitor']);
  expect(pointers(lossForm, { ...filled, lesson: '   ' })).toEqual(['lesson']);
});

test('what names a user is found, wherever it stands', () => {
  expect(usersIn(ownerForm, { ownerId: user('bob') })).toEqual([['/ownerId', user('bob')]]);
  const many: Form = {
    type: 'object',
    properties: {
      readers: {
        type: 'array',
        items: { type: 'string', format: 'user' },
        titles: { en: 'Readers', 'zh-CN': '读者' },
      },
    },
  };
  expect(usersIn(many, { readers: [user('bob')] })).toEqual([['/readers/0', user('bob')]]);
});

test('it goes out as JSON Schema 2020-12, titled in the language of the reader', () => {
  const json = formJson(lossForm, 'zh-CN') as {
    properties: { reasonCode: { title: string; oneOf: { title: string }[] } };
  };
  expect(json).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    additionalProperties: false,
  });
  expect(json.properties.reasonCode).toMatchObject({ title: '丢单原因', titles: { en: 'Reason' } });
  expect(json.properties.reasonCode.oneOf[0]).toMatchObject({ const: 'price', title: '价格' });
});

test.each([
  { type: 'object', properties: { code: { type: 'string' } } },
  {
    type: 'object',
    properties: { code: { type: 'string', pattern: '(a+)+$', titles: { en: 'Code', 'zh-CN': '代码' } } },
  },
  { type: 'object', properties: { code: { type: 'object', titles: { en: 'Code', 'zh-CN': '代码' } } } },
  { type: 'object', properties: {}, $ref: 'https://example.cn/schema.json' },
])('%j is no form', (form) => {
  expect(v.safeParse(formField, form).success).toBe(false);
});
