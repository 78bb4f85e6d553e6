import type { ExampleRequest, Operation } from '@keyline/http';
import { choicesOf, coreOf, idPrefixOf, partsOf, type SchemaNode } from './schema-parts.ts';

/** A place of a request that names a record. */
export interface IdPlace {
  readonly where: 'params' | 'query' | 'body';
  readonly name: string;
  /** Of the kind of record: `acc`. */
  readonly prefix: string;
  /** The request with another id there. */
  put(request: ExampleRequest, id: string): ExampleRequest;
}

/** Every place of an operation's requests where an id may stand, at any depth of the body. */
export function idPlacesOf({ params, query, body }: Operation): IdPlace[] {
  const flat = (['params', 'query'] as const).flatMap((where) =>
    Object.entries(where === 'params' ? params : query).flatMap(([name, schema]): IdPlace[] => {
      const node = partsOf(schema);
      const prefix = idPrefixOf(coreOf(node).item ?? node);
      if (prefix === undefined) return [];
      return [
        {
          where,
          name,
          prefix,
          put: (request, id) => ({ ...request, [where]: { ...request[where], [name]: id } }),
        },
      ];
    }),
  );
  const inBody = body === undefined ? [] : bodyPlaces(partsOf(body), []);
  return [...flat, ...inBody];
}

function bodyPlaces(node: SchemaNode, at: readonly string[]): IdPlace[] {
  const prefix = idPrefixOf(node);
  if (prefix !== undefined) {
    return [
      {
        where: 'body',
        name: at.join('.'),
        prefix,
        put: (request, id) => ({ ...request, body: placed(request.body, at, id) }),
      },
    ];
  }
  const core = coreOf(node);
  const entries = Object.entries(core.entries ?? {}).flatMap(([name, entry]) =>
    bodyPlaces(entry, [...at, name]),
  );
  const items = core.item === undefined ? [] : bodyPlaces(core.item, [...at, '0']);
  return [...entries, ...items, ...choicesOf(core).flatMap((choice) => bodyPlaces(choice, at))];
}

/** A copy of the value with the id at this place; what is missing on the way is made. */
function placed(value: unknown, at: readonly string[], id: string): unknown {
  const [name, ...further] = at;
  if (name === undefined) return id;
  const inner = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
  if (/^\d+$/.test(name)) return [placed(inner, further, id)];
  return { ...(value as object | undefined), [name]: placed(inner, further, id) };
}
