import { expect, test } from 'vitest';
import { assetHeaders, policy } from './headers.ts';

/** What a browser gets for a path: the rules in their order, as the platform applies them. */
function headersFor(path: string, file: string): Record<string, string> {
  const got: Record<string, string> = {};
  for (const block of file.trim().split(/\n\s*\n/)) {
    const [pattern = '', ...lines] = block.split('\n');
    const matches = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(path);
    for (const line of matches ? lines.map((one) => one.trim()) : []) {
      const name = line.replace(/^! /, '').split(':')[0] ?? '';
      const value = line.slice(line.indexOf(':') + 1).trim();
      if (line.startsWith('!')) delete got[name];
      else got[name] = got[name] === undefined ? value : `${got[name]}, ${value}`;
    }
  }
  return got;
}

const before = '/*\n  Content-Security-Policy: default-src *\n  X-Content-Type-Options: nosniff\n\n';

test('pages and the document get their headers once, whatever a rule for everything says', () => {
  const page = headersFor('/docs/problems/request.invalid', before + assetHeaders());
  expect(page).toEqual({
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Cache-Control': 'public, max-age=0, must-revalidate',
  });
  expect(headersFor('/openapi.json', before + assetHeaders())).toMatchObject({
    'X-Content-Type-Options': 'nosniff',
  });
});

test('the style sheet, whose name changes with its text, is kept for good', () => {
  const style = headersFor('/docs/assets/docs.0123abcd.css', assetHeaders());
  expect(style['Cache-Control']).toBe('public, max-age=31536000, immutable');
});

test('the policy lets nothing run and nothing leave', () => {
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/script-src|unsafe|https?:|\*/);
});
