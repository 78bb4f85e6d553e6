export type CursorKey = string | number | null;

/**
 * An opaque place in a list: the keys of the last row looked at, and a mark of the list's shape (filters,
 * sort), so that a cursor is only good for the list that made it. Base64url of JSON.
 */
export function encodeCursor(shape: string, keys: readonly CursorKey[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify([mark(shape), ...keys]));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

/** The keys of a cursor, or undefined when it is damaged, of another list, or has another number of keys. */
export function decodeCursor(shape: string, cursor: string, length: number): CursorKey[] | undefined {
  const parsed = parse(cursor);
  if (!Array.isArray(parsed) || parsed.length !== length + 1 || parsed[0] !== mark(shape)) return undefined;
  const keys: unknown[] = parsed.slice(1);
  return keys.every(isKey) ? keys : undefined;
}

function isKey(value: unknown): value is CursorKey {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  return value === null || (typeof value === 'number' && Number.isFinite(value));
}

function parse(cursor: string): unknown {
  try {
    const text = atob(cursor.replace(/-/g, '+').replace(/_/g, '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (c) => c.charCodeAt(0))));
  } catch {
    return undefined;
  }
}

/** FNV-1a, 32 bits: enough to tell lists apart; it protects nobody and needs to protect nothing. */
function mark(shape: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(shape)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
