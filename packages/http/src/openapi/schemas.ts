import {
  type OverrideActionContext,
  toJsonSchema,
  type JsonSchema as Written,
} from '@valibot/to-json-schema';
import type { Schema } from '../operation.ts';
import type { JsonSchema, Schemas } from './model.ts';
import { createView, type Side } from './valibot-view.ts';

/** Turns Valibot schemas into JSON Schema, and collects those that have a name of their own. */
export interface SchemaBook {
  /** The JSON Schema of a Valibot schema from one side; `where` is told when it cannot be written. */
  write(schema: Schema, side: Side, where: string): JsonSchema;
  /** Puts a schema among the components under this name, and gives the reference to it. */
  name(name: string, schema: JsonSchema): JsonSchema;
  /** What has been collected so far, by name. */
  readonly named: Schemas;
}

const annotations = ['title', 'description', 'examples', 'default'] as const;

/**
 * A schema with `v.metadata({ ref: 'Account' })` becomes `#/components/schemas/Account`, wherever it is used;
 * two different schemas of one name are refused. Only words and examples may differ: they then stand beside
 * the reference.
 */
export function createSchemaBook(): SchemaBook {
  const named: Record<string, JsonSchema> = {};
  const views = { sent: createView('sent'), text: createView('text'), answered: createView('answered') };

  function name(title: string, schema: JsonSchema): JsonSchema {
    if (!/^[A-Z][A-Za-z0-9]*$/.test(title)) throw new Error(`not a name for a schema: ${title}`);
    const known = named[title];
    named[title] ??= schema;
    const reference = { $ref: `#/components/schemas/${title}` };
    if (known === undefined) return reference;
    if (bare(known) !== bare(schema)) throw new Error(`two different schemas are called ${title}`);
    const own = annotations.filter((word) => word in schema && !same(schema[word], known[word]));
    return { ...reference, ...Object.fromEntries(own.map((word) => [word, schema[word]])) };
  }

  function collect(node: Written, titles: ReadonlyMap<string, string>): JsonSchema {
    const entries = Object.entries(node)
      .filter(
        ([key, value]) => key !== 'ref' && value !== undefined && !(key === 'required' && isEmpty(value)),
      )
      .map(([key, value]) => [key, key === '$ref' ? pointTo(String(value), titles) : inner(key, value)]);
    const schema: JsonSchema = Object.fromEntries(entries);
    const title = refOf(node);
    return title === undefined ? schema : name(title, schema);

    function inner(key: string, value: unknown): unknown {
      if (key === 'properties') {
        const properties = Object.entries(value as Record<string, Written>);
        return Object.fromEntries(properties.map(([property, part]) => [property, collect(part, titles)]));
      }
      if (/^(items|additionalProperties|propertyNames|not)$/.test(key)) {
        return typeof value === 'boolean' ? value : collect(value as Written, titles);
      }
      if (/^(anyOf|oneOf|allOf|prefixItems)$/.test(key)) {
        return (value as Written[]).map((part) => collect(part, titles));
      }
      return value;
    }
  }

  return {
    name,
    named,
    write(schema, side, where) {
      try {
        const { $schema, $defs, ...written } = toJsonSchema(views[side](schema), {
          target: 'draft-2020-12',
          overrideAction,
        });
        const recursive = Object.entries(($defs ?? {}) as Record<string, Written>);
        const titles = new Map(recursive.map(([key, part]) => [key, refOf(part) ?? '']));
        for (const [, part] of recursive) collect(part, titles);
        return collect(written, titles);
      } catch (error) {
        throw new Error(`${where}: ${error instanceof Error ? error.message : error}`, { cause: error });
      }
    },
  };
}

function refOf(node: Written): string | undefined {
  const { ref } = node as { readonly ref?: string };
  return ref;
}

function pointTo(pointer: string, titles: ReadonlyMap<string, string>): string {
  const title = titles.get(pointer.replace('#/$defs/', ''));
  if (!title) throw new Error('a schema that holds itself needs v.metadata({ ref })');
  return `#/components/schemas/${title}`;
}

/** Checks that JSON Schema has no words for are left to the server; a pattern may be one of several. */
function overrideAction({ valibotAction, jsonSchema, errors }: OverrideActionContext): Written | undefined {
  if (valibotAction.kind !== 'validation' || errors === undefined) return undefined;
  if (valibotAction.type !== 'regex')
    return errors[0].endsWith('cannot be converted to JSON Schema.') ? jsonSchema : undefined;
  const { source, flags } = (valibotAction as unknown as { requirement: RegExp }).requirement;
  // The converter has put the pattern in unless another one stands there.
  const { pattern, ...rest } = jsonSchema;
  if (flags !== '' && flags !== 'u') return pattern === source ? rest : jsonSchema;
  if (pattern === source) return jsonSchema;
  return { ...jsonSchema, allOf: [...(jsonSchema.allOf ?? []), { pattern: source }] };
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function bare(schema: JsonSchema): string {
  return JSON.stringify({ ...schema, ...Object.fromEntries(annotations.map((word) => [word, undefined])) });
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
