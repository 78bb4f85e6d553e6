import { instantField, toInstant, versionField } from '@keyline/kernel';
import * as v from 'valibot';

/** Who made a record. */
export const creatorField = v.pipe(
  v.string(),
  v.description('The user or API key that made it.'),
  v.metadata({ examples: ['usr_01kafxq0h3e7rvx8bm2s9t4c5d'] }),
);

/** The version and times of every record. */
export const record = { version: versionField, createdAt: instantField, updatedAt: instantField };

/** The fields of a record that are its own: what the event log compares. */
export function ownFields<V extends Readonly<Record<string, unknown>>>(view: V) {
  const { id: _, version: __, createdAt: ___, updatedAt: ____, createdBy: _____, ...fields } = view;
  return fields;
}

/** The same of a row. */
export function stamps(row: {
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}) {
  return {
    version: row.version,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  };
}
