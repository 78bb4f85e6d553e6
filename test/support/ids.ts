import type { Contents } from '@keyline/testkit';

const id = /\b[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g;

/** Every id that stands in these rows, each once. */
export function idsIn(contents: Contents): string[] {
  return [...new Set(JSON.stringify([...contents.values()]).match(id) ?? [])];
}
