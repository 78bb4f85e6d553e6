import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRoles, type Permission, permissionCatalogue } from '@keyline/auth';
import { beforeAll, describe, expect, test } from 'vitest';
import { openApiDocument, problemsOfApi } from '../openapi/index.ts';
import { fixtureDomain } from '../openapi/testing/fixture-domain.ts';
import { buildDocs } from './build.ts';

const document = openApiDocument({ title: 'Keyline <API>', version: '0.1.0', domains: [fixtureDomain] });
const problems = problemsOfApi([fixtureDomain]);

describe('the pages about the API', () => {
  const files = new Map<string, string>();

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keyline-docs-'));
    await buildDocs(folder, document, problems);
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(path.slice(folder.length), await readFile(path, 'utf8'));
    }
    await rm(folder, { recursive: true });
  });

  function pageAt(path: string): string {
    const names = [path, `${path}.html`, `${path}index.html`];
    return names.map((name) => files.get(name)).find((text) => text !== undefined) ?? '';
  }

  test('stand beside the document itself', () => {
    expect(JSON.parse(files.get('/openapi.json') ?? '')).toEqual(document);
  });

  test('lead nowhere but to pages and places that exist', () => {
    const lost = [...files]
      .filter(([name]) => name.endsWith('.html'))
      .flatMap(([name, text]) => {
        const links = [...text.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1] ?? '');
        return links
          .filter((link) => {
            if (link === '/favicon.svg') return false;
            const [path = '', place] = link.split('#');
            const target = path === '' ? text : pageAt(path);
            return target === '' || (place !== undefined && !target.includes(`id="${place}"`));
          })
          .map((link) => `${name} -> ${link}`);
      });
    expect(lost).toEqual([]);
  });

  test('hold no script, no style of their own and nothing unescaped', () => {
    for (const [name, text] of files) {
      if (!name.endsWith('.html')) continue;
      expect(text, name).not.toMatch(/<script|<style|\sstyle=|\son\w+=|<form|<iframe|Keyline <API>/);
    }
  });

  test('explain each problem where its type leads, in both languages', () => {
    for (const [code, kind] of Object.entries(problems)) {
      const page = pageAt(`/docs/problems/${code}`);
      expect(page, code).toContain(`<div lang="en"><h2>${kind.title.en}</h2>`);
      expect(page, code).toContain(`<div lang="zh-CN"><h2>${kind.title['zh-CN']}</h2>`);
      expect(page, code).toContain('处理办法');
    }
    expect(pageAt('/docs/problems/')).toContain('href="/docs/problems/account.duplicate"');
  });

  test('tell of a problem which operations can answer it', () => {
    const page = pageAt('/docs/problems/account.duplicate');
    expect(page).toContain('href="/docs/reference/accounts#createAccount"');
    expect(page).not.toContain('#removeAccount');
    expect(page).toContain('<var>name</var> has the same credit code.');
    expect(pageAt('/docs/problems/route.not_found')).toContain('未列出的路径');
  });

  test('say who may do what: every permission, with each default role that holds it', () => {
    const table = pageAt('/docs/rights');
    const roles = Object.keys(defaultRoles);
    for (const [key, { text, roles: holders, scoped }] of Object.entries<Permission>(permissionCatalogue)) {
      const row = table.slice(table.indexOf(`<tr><th scope="row" id="${key}">`)).split('</tr>')[0] ?? '';
      expect(row, key).toContain(text.en);
      expect(row, key).toContain(text['zh-CN']);
      const cells = row.split('<td>').slice(1);
      const held = cells.map((cell) => !cell.startsWith('</td>'));
      const expected = roles.map((role) => role === 'administrator' || holders.some((one) => one === role));
      expect(held, key).toEqual(expected);
      const wide = cells.filter((cell) => cell.includes('●'));
      expect(wide, key).toHaveLength(scoped ? 0 : held.filter(Boolean).length);
    }
    expect(table).toMatch(/id="accounts.read">.*<a href="\/docs\/reference\/accounts#\w+">/);
    const [, ofAccountManager] = table.split('id="accounts.read"')[1]?.split('<td>') ?? [];
    expect(ofAccountManager).toMatch(/own, team.*本人、团队/);
    expect(table).toMatch(/id="account_manager">.*客户经理.*本人负责的.*所在团队的客户/);
  });

  test('show an operation with its fields, its answers, its problems and an example', () => {
    const page = pageAt('/docs/reference/accounts');
    const article = page.slice(
      page.indexOf('<article id="createAccount">'),
      page.indexOf('<article id="readAccount">'),
    );
    expect(article).toContain('Needs the permission <code>accounts.write</code>.');
    expect(article).toContain('<code>creditCode</code>');
    expect(article).toContain('<a href="#Account">Account</a>');
    expect(article).toContain('href="/docs/problems/request.too_large"');
    expect(article).toContain('&quot;name&quot;: &quot;西安市大数据服务有限公司&quot;');
    expect(page).toContain('<section id="Account" class="record">');
    expect(page).not.toContain('id="CreateAccountBody"');
  });

  test('show an answer that is no problem although it is no success', () => {
    expect(pageAt('/docs/reference/platform')).toContain('<strong>503 Service Unavailable</strong>');
  });

  test('list every operation on the first page', () => {
    for (const { id } of fixtureDomain.operations) expect(pageAt('/docs/')).toContain(`#${id}"`);
  });
});
