import { type Example, query } from '@keyline/http';
import { lineField } from '@keyline/kernel';
import { formJson } from '@keyline/process';
import { categories, categoryKeys } from '@keyline/protocol';
import * as v from 'valibot';
import { categoryForms, dedicatedLines } from '../domain/category-forms.ts';
import { categoryField } from '../domain/opportunity-input.ts';

const categoryView = v.pipe(
  v.strictObject({
    key: categoryField,
    title: v.pipe(lineField(100, '云主机'), v.description("In the caller's language.")),
    titles: v.strictObject({ en: lineField(100, 'Cloud hosts'), 'zh-CN': lineField(100, '云主机') }),
    dedicatedLine: v.pipe(v.boolean(), v.description('It needs a survey before it can be confirmed.')),
    fields: v.pipe(
      v.record(v.string(), v.unknown()),
      v.description('JSON Schema 2020-12 of the `fields` of its opportunities.'),
      v.metadata({ examples: [{ type: 'object', properties: {} }] }),
    ),
  }),
  v.metadata({ ref: 'OpportunityCategory' }),
);

/** The categories of opportunities, each with the schema of its fields. */
export const listOpportunityCategories = query({
  id: 'listOpportunityCategories',
  path: '/v1/opportunity-categories',
  tag: 'Opportunities',
  summary: 'List the categories of opportunities',
  // Whoever submits leads names a category, and partners see no opportunities.
  permission: null,
  answer: {
    description: 'All of them, in the order in which people are shown them.',
    schema: v.strictObject({ data: v.array(categoryView) }),
  },
  load: () => ({}),
  view({ locale }) {
    const data = categoryKeys.map((key) => ({
      key,
      title: categories[key][locale],
      titles: categories[key],
      dedicatedLine: dedicatedLines.has(key),
      fields: formJson(categoryForms[key], locale),
    }));
    return { body: { data } };
  },
});

export const example: Example = { request: () => ({}) };
