/** Places that every contract fills, whatever its template: no field may be called so. */
export const commonPlaces = [
  'title',
  'customer',
  'reference',
  'value',
  'monthlyFee',
  'startOn',
  'endOn',
] as const;

export type CommonPlace = (typeof commonPlaces)[number];

const places = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The names of the places in a text, each once. */
export function placesIn(body: string): readonly string[] {
  return [...new Set([...body.matchAll(places)].map(([, name = '']) => name))];
}

/** The text with something in each of its places. */
export function withPlaces(body: string, fill: (name: string) => string): string {
  return body.replace(places, (_, name: string) => fill(name));
}
