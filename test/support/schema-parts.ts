import type { Schema } from '@keyline/http';
import * as v from 'valibot';

/** What Valibot's schemas are made of, as far as the guards look at them. */
export interface SchemaNode {
  readonly type: string;
  readonly pipe?: readonly SchemaNode[];
  readonly wrapped?: SchemaNode;
  readonly entries?: Readonly<Record<string, SchemaNode>>;
  readonly item?: SchemaNode;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly requirement?: unknown;
}

/** A schema as its parts. */
export function partsOf(schema: Schema): SchemaNode {
  return schema as unknown as SchemaNode;
}

/** The schema inside what makes it optional or nullable, before anything is checked or changed. */
export function coreOf(node: SchemaNode): SchemaNode {
  const [first] = node.pipe ?? [];
  if (first !== undefined) return coreOf(first);
  return node.wrapped === undefined ? node : coreOf(node.wrapped);
}

export function isRequired(node: SchemaNode): boolean {
  return !chainOf(node).some(({ type }) => /^(optional|exact_optional|nullish|undefinedable)$/.test(type));
}

export function isNullable(node: SchemaNode): boolean {
  return chainOf(node).some(({ type }) => /^(nullable|nullish)$/.test(type));
}

/** The schemas that are choices of a variant. */
export function choicesOf(node: SchemaNode): SchemaNode[] {
  return (node.options ?? []).filter(
    (option): option is SchemaNode => typeof option === 'object' && option !== null && 'type' in option,
  );
}

/** The prefix of the ids that the schema takes (`acc`); undefined when it takes no ids. */
export function idPrefixOf(node: SchemaNode): string | undefined {
  const chain = chainOf(node).flatMap((one) => one.pipe ?? []);
  const patterns = chain.flatMap(({ requirement }) =>
    requirement instanceof RegExp ? [requirement.source] : [],
  );
  return patterns.map((source) => /^\^([a-z]{3})_\[0-7\]/.exec(source)?.[1]).find(Boolean);
}

/** A value that fits, made of the examples that the schemas give. */
export function sampleOf(node: SchemaNode): unknown {
  const { examples } = v.getMetadata(node as unknown as v.GenericSchema);
  if (Array.isArray(examples)) return examples[0];
  if (node.wrapped !== undefined) return sampleOf(node.wrapped);
  const core = coreOf(node);
  if (core !== node) return sampleOf(core);
  if (core.entries) {
    return Object.fromEntries(Object.entries(core.entries).map(([name, entry]) => [name, sampleOf(entry)]));
  }
  if (core.item) return [sampleOf(core.item)];
  if (core.literal !== undefined) return core.literal;
  const [choice] = choicesOf(core);
  if (choice !== undefined) return sampleOf(choice);
  return core.options?.[0] ?? plain[core.type];
}

const plain: Readonly<Record<string, unknown>> = { string: 'text', number: 1, boolean: true, record: {} };

/** The schema itself and what it wraps, from the outside in. */
function chainOf(node: SchemaNode): SchemaNode[] {
  const [first] = node.pipe ?? [];
  if (node.wrapped !== undefined) return [node, ...chainOf(node.wrapped)];
  return first === undefined || first === node ? [node] : [node, ...chainOf(first)];
}

/** One of the words that a list of choices takes; undefined where anything else is taken. */
export function choiceIn(node: SchemaNode): string | undefined {
  const core = coreOf(node);
  if (core.item) return choiceIn(core.item);
  return core.type === 'picklist' ? String(core.options?.[0]) : undefined;
}
