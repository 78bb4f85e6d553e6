import type { Schema } from '@keyline/http';
import * as v from 'valibot';
import {
  choicesOf,
  coreOf,
  isNullable,
  isRequired,
  partsOf,
  type SchemaNode,
  sampleOf,
} from './schema-parts.ts';

/** A body that is wrong in one place. */
export interface BodyFault {
  readonly body: unknown;
  readonly pointer: string;
  /** Any of these names what is wrong there. */
  readonly codes: readonly string[];
}

/** A place of the body where an object stands: its fields, the object, and the body with another one there. */
interface Place {
  readonly pointer: string;
  readonly fields: Readonly<Record<string, SchemaNode>>;
  readonly object: Readonly<Record<string, unknown>>;
  put(object: unknown): unknown;
}

/** The body without each of its required fields, at every depth. */
export function missingFields(schema: Schema, body: unknown): BodyFault[] {
  return placesOf(schema, body).flatMap(({ pointer, fields, object, put }) =>
    Object.keys(fields)
      .filter((name) => fields[name] !== undefined && isRequired(fields[name]))
      .map((name) => {
        const { [name]: _, ...others } = object;
        return { body: put(others), pointer: `${pointer}/${name}`, codes: ['required'] };
      }),
  );
}

/** The body with a field that nobody knows, at every depth; also under names that every object inherits. */
export function unknownFields(schema: Schema, body: unknown): BodyFault[] {
  const names = ['nobodyKnowsThis', 'constructor', '__proto__'];
  return placesOf(schema, body).flatMap(({ pointer, object, put }) =>
    names.map((name) => ({
      body: put({ ...object, [name]: 'x' }),
      pointer: `${pointer}/${name}`,
      codes: ['unknown'],
    })),
  );
}

/** The body with a value of another type in each field, null where it cannot be null, and no object at all. */
export function wrongTypes(schema: Schema, body: unknown): BodyFault[] {
  const whole = ['text', 7, true, null].map((given) => ({ body: given, pointer: '', codes: ['type'] }));
  const fields = placesOf(schema, body).flatMap(({ pointer, fields, object, put }) =>
    Object.entries(fields).flatMap(([name, node]) =>
      wrongValues(node).map(({ given, at }) => ({
        body: put({ ...object, [name]: given }),
        pointer: `${pointer}/${name}${at}`,
        codes: ['type', 'choice'],
      })),
    ),
  );
  return [...whole, ...fields];
}

const wrong: Readonly<Record<string, unknown>> = {
  string: 20_260_302,
  number: 'many',
  boolean: 'yes',
  array: 'one',
  strict_object: 'text',
  record: 'text',
  picklist: 'no such choice',
  literal: 'no such choice',
};

function wrongValues(node: SchemaNode): { given: unknown; at: string }[] {
  const core = coreOf(node);
  const other = core.type in wrong ? [{ given: wrong[core.type], at: '' }] : [];
  const none = isNullable(node) ? [] : [{ given: null, at: '' }];
  const items = core.item
    ? wrongValues(core.item).map(({ given, at }) => ({ given: [given], at: `/0${at}` }))
    : [];
  return [...other, ...none, ...items];
}

function placesOf(schema: Schema, body: unknown): Place[] {
  return visit(partsOf(schema), body, (whole) => whole, '');
}

/** Every object that the schema knows of; where the body has none, one is made of the schema's examples. */
function visit(node: SchemaNode, given: unknown, put: Place['put'], pointer: string): Place[] {
  const core = coreOf(node);
  if (core.item) {
    const list = Array.isArray(given) && given.length > 0 ? given : [sampleOf(core.item)];
    return visit(core.item, list[0], (first) => put([first, ...list.slice(1)]), `${pointer}/0`);
  }
  const choices = choicesOf(core);
  if (choices.length > 0) {
    return choices.flatMap((choice) =>
      visit(choice, fits(choice, given) ? given : sampleOf(choice), put, pointer),
    );
  }
  const { entries } = core;
  if (entries === undefined) return [];
  const object = (isObject(given) ? given : sampleOf(core)) as Record<string, unknown>;
  const inner = Object.entries(entries).flatMap(([name, entry]) =>
    visit(entry, object[name], (value) => put({ ...object, [name]: value }), `${pointer}/${name}`),
  );
  return [{ pointer, fields: entries, object, put }, ...inner];
}

function fits(node: SchemaNode, given: unknown): boolean {
  return v.safeParse(node as unknown as v.GenericSchema, given).success;
}

function isObject(given: unknown): boolean {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
