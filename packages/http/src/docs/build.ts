import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ProblemCatalogue } from '@keyline/kernel';
import type { OpenApi } from '../openapi/model.ts';
import { groupsOf, operationsByCode } from './catalogue.ts';
import { overviewPage } from './overview-page.ts';
import type { Site } from './page.ts';
import { problemIndexPage, problemPage } from './problem-pages.ts';
import { rightsPage, rightsPath } from './rights-page.ts';
import { tagPage } from './tag-page.ts';

const styleSheets = ['base', 'layout', 'reference'].map(
  (name) => new URL(`./styles/${name}.css`, import.meta.url),
);

/**
 * Writes what the edge serves about the API into a folder of assets: `openapi.json`, the reference under
 * `docs/`, and a page for each problem at `docs/problems/<code>`, where the `type` of a problem leads.
 * Static pages without scripts; paths are those of assets with `html_handling` auto. Throws when the folder
 * cannot be written.
 */
export async function buildDocs(
  outDir: string,
  document: OpenApi,
  problems: ProblemCatalogue,
): Promise<void> {
  const style = (await Promise.all(styleSheets.map((url) => readFile(url, 'utf8')))).join('\n');
  const hash = createHash('sha256').update(style).digest('hex').slice(0, 8);
  const groups = groupsOf(document);
  const { title, version } = document.info;
  const site: Site = { title, version, groups, style: `/docs/assets/docs.${hash}.css` };
  const answering = operationsByCode(document, groups);
  const files: [string, string | Promise<string>][] = [
    ['openapi.json', JSON.stringify(document)],
    [site.style, style],
    ['docs/index.html', overviewPage(site)],
    ...groups.map((group): [string, Promise<string>] => [
      `${group.href}.html`,
      tagPage(site, document, group),
    ]),
    [`${rightsPath}.html`, rightsPage(site)],
    ['docs/problems/index.html', problemIndexPage(site, problems)],
    ...Object.entries(problems).map(([code, kind]): [string, Promise<string>] => [
      `docs/problems/${code}.html`,
      problemPage(site, code, kind, answering.get(code) ?? []),
    ]),
  ];
  await Promise.all(files.map(async ([path, content]) => write(join(outDir, path), await content)));
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
