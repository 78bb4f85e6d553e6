import { type IdKind, idOf, idSuffix, isId } from '@keyline/kernel';

/** A secret and where its record lives: cell, tenant and the id of the record. */
export type LocatedSecret = { cell: string; tenantId: string; id: string; secret: string };

const CELL = /^[a-z0-9-]{1,32}$/;
const SECRET = /^[0-9a-f]{64}$/;

/**
 * Writes a secret as one text, `<mark>_<cell>_<tenant>_<id>_<secret>`, ids without their prefixes. No part can
 * hold a `_`, so splitting is exact. Throws on a part that would not be read back.
 */
export function formatLocated(
  mark: string,
  kind: IdKind,
  { cell, tenantId, id, secret }: LocatedSecret,
): string {
  const text = [mark, cell, idSuffix(tenantId), idSuffix(id), secret].join('_');
  const read = parseLocated(mark, kind, text);
  if (read?.tenantId !== tenantId || read.id !== id) {
    throw new Error(`A secret cannot be located by cell ${cell}, tenant ${tenantId}, record ${id}.`);
  }
  return text;
}

/** Reads such a text; undefined when it is not exactly one with this mark. */
export function parseLocated(mark: string, kind: IdKind, text: string): LocatedSecret | undefined {
  const [given, cell = '', tenant = '', record = '', secret = '', ...more] = text.split('_');
  const [tenantId, id] = [idOf('tenant', tenant), idOf(kind, record)];
  const wellFormed = CELL.test(cell) && SECRET.test(secret) && isId('tenant', tenantId) && isId(kind, id);
  return given === mark && more.length === 0 && wellFormed ? { cell, tenantId, id, secret } : undefined;
}
