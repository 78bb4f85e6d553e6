import type { Text } from '@keyline/kernel';
import { html } from 'hono/html';
import type { JsonSchema, Schemas } from '../openapi/model.ts';
import { both, type Html, inline, words } from './words.ts';

/** Whether the reader writes a value or reads it: what must be there concerns the writer alone. */
export type Use = 'sent' | 'read';

/** The fields of an object, those inside of it below them. A named record is a link to its own section. */
export function fieldsView(schema: JsonSchema, use: Use): Html | undefined {
  const choices = (schema.oneOf ?? schema.anyOf)?.filter(({ type }) => type !== 'null');
  if (choices?.length === 1 && choices[0]) return fieldsView(choices[0], use);
  if (choices?.some((choice) => choice.properties)) {
    const variants = choices.map((choice) => html`<li>${fieldsView(choice, use) ?? typeView(choice)}</li>`);
    return html`<p class="quiet">${both(words.oneOf)}</p><ul class="variants">${variants}</ul>`;
  }
  if (typeof schema.items === 'object') return fieldsView(schema.items, use);
  if (!schema.properties) return undefined;
  const rows = Object.entries(schema.properties).map(([name, part]) =>
    fieldRow({ name, schema: part, required: schema.required?.includes(name) ?? false }, use),
  );
  return html`<dl class="fields">${rows}</dl>`;
}

/** One field or parameter with what it may hold. */
export function fieldRow(
  field: {
    readonly name: string;
    readonly schema: JsonSchema;
    readonly required: boolean;
    readonly description?: string;
  },
  use: Use,
): Html {
  const { name, schema } = field;
  const required = use === 'sent' && field.required;
  const description = field.description ?? descriptionOf(schema);
  return html`<div><dt><code>${name}</code> ${typeView(schema)} ${required && html`<span class="required">${both(words.required)}</span>`}</dt>
<dd>${description && html`<p>${inline(description)}</p>`}${limitsView(schema)}${fieldsView(schema, use)}</dd></div>
`;
}

/** The type in a few words, such as `string · date`, `list of Account`, or the words that are allowed. */
export function typeView(schema: JsonSchema): Html {
  return html`<span class="type">${typeWords(schema)}</span>`;
}

function typeWords(schema: JsonSchema): Html {
  const { $ref, anyOf, oneOf, items, format, type } = schema;
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return html`<a href="#${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.enum) return alternatives(schema.enum.map((word) => html`<code>${String(word)}</code>`));
  const choices = anyOf ?? oneOf;
  if (choices) return alternatives(choices.map(typeWords));
  if (typeof items === 'object') return html`[ ${typeWords(items)} ]`;
  const name = [type ?? 'any'].flat().join(' | ');
  return html`${name}${format && ` · ${format}`}`;
}

function alternatives(parts: readonly Html[]): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : html` | ${part}`))}`;
}

function descriptionOf(schema: JsonSchema): string | undefined {
  const inner = schema.anyOf?.find(({ description }) => description !== undefined);
  return schema.description ?? inner?.description;
}

/** Lengths, numbers of entries, and bounds. */
function limitsView(schema: JsonSchema): Html | undefined {
  const inner = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
  const limits: readonly (readonly [string | undefined, Text?])[] = [
    [range(inner.minLength, inner.maxLength), words.characters],
    [range(inner.minItems, inner.maxItems), words.entries],
    [range(inner.minimum, inner.maximum)],
  ];
  const told = limits.filter(([bounds]) => bounds !== undefined);
  if (told.length === 0) return undefined;
  return html`<p class="quiet">${told.map(([bounds, unit]) => html`${bounds} ${unit && both(unit)} `)}</p>`;
}

function range(least: number | undefined, most: number | undefined): string | undefined {
  const low = least === undefined || least === Number.MIN_SAFE_INTEGER ? undefined : least;
  const high = most === undefined || most === Number.MAX_SAFE_INTEGER ? undefined : most;
  if (low === undefined && high === undefined) return undefined;
  if (high === undefined) return `≥ ${low}`;
  return low === undefined ? `≤ ${high}` : `${low} – ${high}`;
}

/** The names of all records that a schema leads to, directly or through others. */
export function recordsIn(schema: JsonSchema, named: Schemas, found: Set<string> = new Set()): Set<string> {
  for (const [, name] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    const record = named[name ?? ''];
    if (name === undefined || record === undefined || found.has(name)) continue;
    found.add(name);
    recordsIn(record, named, found);
  }
  return found;
}
