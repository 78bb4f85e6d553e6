import { instantField } from '@keyline/kernel';
import * as v from 'valibot';

export { creatorField, ownFields, record, stamps } from '@keyline/http';

/** When the person was erased. */
export const erasedAtField = v.pipe(
  v.nullable(instantField),
  v.description('Since when the data of this person are erased; null for all others.'),
);
