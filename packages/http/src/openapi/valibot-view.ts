import * as v from 'valibot';
import type { Schema } from '../operation.ts';

/**
 * From which side a schema is looked at: `sent` (what a caller writes: before any transformation), `text`
 * (the same in a path or query, where a number travels as its digits), or `answered` (what comes out).
 */
export type Side = 'sent' | 'text' | 'answered';

/** What Valibot's schemas and actions are made of, as far as a schema is looked at. */
interface Node {
  readonly kind: string;
  readonly type: string;
  readonly pipe?: readonly Node[];
  readonly entries?: Readonly<Record<string, Node>>;
  readonly options?: readonly unknown[];
  readonly items?: readonly Node[];
  readonly getter?: (input: unknown) => Node;
  readonly operation?: unknown;
  readonly requirement?: unknown;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Members that hold one schema. */
const single = ['item', 'wrapped', 'rest', 'key', 'value'] as const;

/** Transformations after which the value is of the same type as before. */
const keepsType = /^(trim|trim_start|trim_end|normalize|to_lower_case|to_upper_case|brand|flavor|readonly)$/;

/**
 * Makes views of schemas from one side: copies without transformations, in which descriptions and examples
 * stay wherever in the pipe they stood. A transformation in an answer counts as one that keeps the type,
 * unless a schema follows it.
 */
export function createView(side: Side): (schema: Schema) => Schema {
  const seen = new WeakMap<Node, Node>();

  function view(node: Node): Node {
    const known = seen.get(node);
    if (known !== undefined) return known;
    const made = node.pipe ? { ...node, pipe: viewPipe(flatten(node.pipe)) } : viewParts(node);
    seen.set(node, made);
    return made;
  }

  function viewPipe(pipe: readonly Node[]): Node[] {
    const side$ = side === 'answered' ? answeredPart(pipe) : sentPart(pipe, side === 'text');
    return side$
      .filter((item) => item.kind !== 'transformation')
      .map((item) => (isSchema(item) ? viewParts(item) : item));
  }

  function viewParts(node: Node): Node {
    const parts: Record<string, unknown> = {};
    for (const name of single) {
      const part = (node as unknown as Record<string, unknown>)[name];
      if (isNode(part)) parts[name] = view(part);
    }
    if (node.entries) {
      parts.entries = Object.fromEntries(
        Object.entries(node.entries).map(([name, entry]) => [name, view(entry)]),
      );
    }
    if (node.items) parts.items = node.items.map(view);
    if (node.options) parts.options = node.options.map((option) => (isNode(option) ? view(option) : option));
    const { getter } = node;
    if (getter) parts.getter = (input: unknown) => view(getter(input));
    return { ...node, ...parts };
  }

  return (schema) => view(schema as unknown as Node) as unknown as Schema;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}

function isSchema(node: Node): boolean {
  return node.kind === 'schema';
}

function flatten(pipe: readonly Node[]): Node[] {
  return pipe.flatMap((item) => (item.pipe ? flatten(item.pipe) : [item]));
}

function answeredPart(pipe: readonly Node[]): readonly Node[] {
  return pipe.slice(pipe.findLastIndex(isSchema));
}

/** The pipe up to where the value changes its type, and the words and examples from behind it. */
function sentPart(pipe: readonly Node[], asText: boolean): readonly Node[] {
  const change = pipe.findIndex((item, index) => index > 0 && (isSchema(item) || changesType(item)));
  if (change === -1) return pipe;
  const before = pipe.slice(0, change);
  const behind = pipe.slice(change + 1);
  if (asText && becomesNumber(pipe[change]))
    return [...numberLike(before), ...behind.map(withNumberExamples)];
  const words = behind.filter((item) => item.kind === 'metadata');
  return [...before, ...(pipe[change]?.type === 'parse_json' ? words.map(withJsonExamples) : words)];
}

function changesType(node: Node): boolean {
  return node.kind === 'transformation' && !keepsType.test(node.type);
}

function becomesNumber(node: Node | undefined): boolean {
  return node?.type === 'to_number' || (node?.type === 'transform' && node.operation === Number);
}

/** Digits that become a number are a number to whoever writes the query; whole when nothing else is allowed. */
function numberLike(text: readonly Node[]): Node[] {
  const digitsOnly = text.some(
    ({ requirement }) => requirement instanceof RegExp && /^\^(\\d|\[0-9\])[^.]*\$$/.test(requirement.source),
  );
  const kind: unknown[] = digitsOnly ? [v.number(), v.integer()] : [v.number()];
  return [...(kind as Node[]), ...text.filter((item) => item.kind === 'metadata').map(withNumberExamples)];
}

/** JSON in a text is sent as text. */
function withJsonExamples(node: Node): Node {
  const examples = node.metadata?.examples;
  return Array.isArray(examples)
    ? { ...node, metadata: { ...node.metadata, examples: examples.map((one) => JSON.stringify(one)) } }
    : node;
}

function withNumberExamples(node: Node): Node {
  const examples = node.metadata?.examples;
  return Array.isArray(examples)
    ? { ...node, metadata: { ...node.metadata, examples: examples.map(Number) } }
    : node;
}
