import type { Entries } from '@keyline/http';
import { coreOf, idPrefixOf, partsOf } from './schema-parts.ts';

/** A query parameter that is wrong, as it stands in the address. */
export interface QueryFault {
  readonly search: string;
  /** Where the error is, or begins. */
  readonly pointer: string;
  readonly codes: readonly string[];
}

/** Parameters that nobody knows; also under names that every object inherits. */
export const unknownParameters: readonly QueryFault[] = ['nobodyKnowsThis', 'constructor', '__proto__'].map(
  (name) => ({ search: `${name}=x`, pointer: `/query/${name}`, codes: ['unknown'] }),
);

/** Each parameter with values that it does not take, and given twice where it is taken once. */
export function wrongParameters(entries: Entries): QueryFault[] {
  return Object.entries(entries).flatMap(([name, schema]) => {
    const node = partsOf(schema);
    const core = coreOf(node);
    const at = `/query/${name}`;
    const fault = (value: string, pointer: string, ...codes: string[]) => ({
      search: `${name}=${encodeURIComponent(value)}`,
      pointer,
      codes,
    });
    const item = core.item;
    if (item !== undefined) {
      if (idPrefixOf(item) !== undefined) return [fault('no such value', `${at}/0`, 'id')];
      return coreOf(item).type === 'picklist'
        ? [fault('no such value', `${at}/0`, 'choice', 'type')]
        : [fault('\u0007', `${at}/0`, 'line', 'email', 'id', 'event_pattern')];
    }
    const twice = { search: `${name}=1&${name}=2`, pointer: at, codes: ['type', 'choice'] };
    if (core.type === 'picklist') return [fault('no such value', at, 'choice'), twice];
    if (name === 'limit') {
      const small = fault('0', at, 'too_small');
      return [
        small,
        fault('201', at, 'too_large'),
        fault('ten', at, 'integer'),
        fault('-1', at, 'integer'),
        twice,
      ];
    }
    return [twice];
  });
}
