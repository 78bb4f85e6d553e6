/**
 * The rules of the `_headers` file for the reference, the problem pages and the document. Each header is
 * detached before it is set, so that rules for `/*` in front of these do not add a second value to it.
 */
export function assetHeaders(): string {
  const rules = [
    rule('/docs/*', { ...guards, 'Content-Security-Policy': policy, 'Cache-Control': revalidated }),
    rule('/docs/assets/*', { 'Cache-Control': 'public, max-age=31536000, immutable' }),
    rule('/openapi.json', { ...guards, 'Cache-Control': revalidated }),
  ];
  return rules.join('\n');
}

/** The pages hold no script, send no form, and load nothing but their own style sheet and icon. */
export const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const revalidated = 'public, max-age=0, must-revalidate';

const guards = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
};

function rule(path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).flatMap(([name, value]) => [`  ! ${name}`, `  ${name}: ${value}`]);
  return `${[path, ...lines].join('\n')}\n`;
}
