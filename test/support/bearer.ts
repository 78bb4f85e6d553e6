/** Whom an access token names, `Bearer ` before it or not; undefined when it is none. */
export function subjectOf(bearer: string): string | undefined {
  const [, payload] = bearer.split('.');
  if (payload === undefined) return undefined;
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly sub?: string }).sub;
}
