import type { JsonSchema, Schemas } from './model.ts';

/**
 * An example of a schema, made of the examples of its fields: the first example given wins, a list has one
 * item, an object shows its optional fields too, and what may be null is null only where no example says
 * better. `named` are the schemas that references lead to. Throws where only an example could tell what fits
 * a pattern or a rule.
 */
export function exampleOf(schema: JsonSchema, named: Schemas = {}): unknown {
  return make(schema, named, '');
}

function make(schema: JsonSchema, named: Schemas, at: string): unknown {
  if (schema.examples && schema.examples.length > 0) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.$ref !== undefined) return make(resolve(schema.$ref, named), named, at);
  if (schema.enum) return schema.enum[0];
  if (schema.allOf && schema.type === undefined) {
    return Object.assign({}, ...schema.allOf.map((part) => make(part, named, at)));
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return makeChoice(choices, named, at);
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
  if (type === 'object') return makeObject(schema, named, at);
  if (type === 'array') return makeList(schema, named, at);
  if (type === 'string') return makeText(schema, at);
  if (type === 'integer' || type === 'number') {
    return Math.min(Math.max(1, schema.minimum ?? 1), schema.maximum ?? Number.POSITIVE_INFINITY);
  }
  return type === 'boolean' ? false : null;
}

/** The schema that a reference leads to, among the components. */
export function resolve($ref: string, named: Schemas): JsonSchema {
  const schema = named[$ref.replace('#/components/schemas/', '')];
  if (schema === undefined) throw new Error(`no schema at ${$ref}`);
  return schema;
}

function makeChoice(choices: readonly JsonSchema[], named: Schemas, at: string): unknown {
  const [chosen] = choices.filter(({ type }) => type !== 'null');
  if (chosen === undefined) return null;
  const nullable = choices.some(({ type }) => type === 'null');
  return nullable && isUntold(chosen) ? null : make(chosen, named, at);
}

/** A text of which nothing is known: an invented one would only mislead. */
function isUntold(schema: JsonSchema): boolean {
  const { type, examples, format } = schema;
  return type === 'string' && examples === undefined && schema.enum === undefined && format === undefined;
}

function makeObject(schema: JsonSchema, named: Schemas, at: string): unknown {
  const properties = Object.entries(schema.properties ?? {});
  return Object.fromEntries(properties.map(([name, part]) => [name, make(part, named, `${at}/${name}`)]));
}

function makeList(schema: JsonSchema, named: Schemas, at: string): unknown {
  const { items, prefixItems, maxItems } = schema;
  if (prefixItems) return prefixItems.map((part, index) => make(part, named, `${at}/${index}`));
  return typeof items === 'object' && maxItems !== 0 ? [make(items, named, `${at}/0`)] : [];
}

const byFormat: Readonly<Record<string, string>> = {
  'date-time': '2026-03-02T01:30:00.000Z',
  date: '2026-03-31',
  email: 'li.na@example.cn',
  uri: 'https://example.cn/',
  uuid: '0198b7c2-3f1a-7c4e-9d52-6b8f0a1e2d3c',
};

function makeText(schema: JsonSchema, at: string): string {
  const { format, pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  const text = byFormat[format ?? ''] ?? 'text'.padEnd(minLength, '.').slice(0, maxLength);
  const fits = pattern === undefined || new RegExp(pattern, 'u').test(text);
  if (!fits || text.length < minLength || text.length > maxLength) {
    throw new Error(`${at || 'the schema'} needs an example: v.metadata({ examples: [...] })`);
  }
  return text;
}
