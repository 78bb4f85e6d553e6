import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { linkPage } from './link-pages.ts';

const ask = (path: string, init?: RequestInit) =>
  linkPage(new Request(`https://crm.example.com${path}`, init));
const inLanguage = (language: string) => ({ headers: { 'Accept-Language': language } });
const script = readFileSync(new URL('../public/link-page.js', import.meta.url), 'utf8');

describe.each([
  ['/accept-invitation', 'Welcome to Keyline', '欢迎加入 Keyline', '/v1/auth/invitations/accept'],
  ['/set-password', 'Set a new password', '设置新密码', '/v1/auth/password-reset/confirm'],
])('%s', (path, title, chinese, api) => {
  test('is there in the language that was asked for, and says which', async () => {
    const english = ask(path, inLanguage('en'));
    expect(english?.headers.get('Content-Language')).toBe('en');
    expect(english?.headers.get('Vary')).toBe('Accept-Language');
    expect(await english?.text()).toContain(`<h1>${title}</h1>`);
    const page = await ask(path, inLanguage('zh-CN,zh;q=0.9,en;q=0.5'))?.text();
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain(`<h1>${chinese}</h1>`);
    const visible = page?.replace(/<[^>]*>/g, '').replaceAll(/Keyline|JavaScript/g, '');
    expect(visible).not.toMatch(/[a-z]{3}/i);
  });

  test('posts to its operation, and has every part that its script asks for', async () => {
    const page = (await ask(path)?.text()) ?? '';
    expect(page).toContain(`data-api="${api}"`);
    const asked = [...script.matchAll(/(?:getElementById|said|filled)\('(\w+)'\)/g)].map(([, id]) => id);
    const ids = [...page.matchAll(/ id="(\w+)"/g)].map(([, id]) => id);
    expect(new Set(asked)).toEqual(
      new Set(['send', 'intro', 'password', 'again', 'name', 'differs', 'unreachable', 'incomplete']),
    );
    const optional = path === '/set-password' ? ['name'] : [];
    expect(asked.filter((id) => !ids.includes(id ?? '') && !optional.includes(id ?? ''))).toEqual([]);
  });

  test('loads and sends nothing beyond its own origin, and runs no script within the page', async () => {
    const response = ask(path);
    const policy = response?.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(response?.headers.get('Referrer-Policy')).toBe('no-referrer');
    const page = (await response?.text()) ?? '';
    expect([...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, to]) => to)).toEqual([
      '/index.css',
      '/link-page.css',
      '/favicon.svg',
      '/link-page.js',
    ]);
    expect(page).toContain('<script src="/link-page.js" defer></script>');
    expect(page).not.toMatch(/ (style|on\w+)=/);
  });
});

test('other paths and other methods are none of its business; HEAD has no body', async () => {
  expect(ask('/')).toBeUndefined();
  expect(ask('/set-password/')).toBeUndefined();
  expect(ask('/set-password', { method: 'POST' })).toBeUndefined();
  const head = ask('/set-password', { method: 'HEAD' });
  expect([head?.status, await head?.text()]).toEqual([200, '']);
});
