import { html } from 'hono/html';
import type { Listed } from './catalogue.ts';
import { conventions } from './conventions.ts';
import { routeView } from './operation-view.ts';
import { page, type Site } from './page.ts';
import { both, type Html, inline, words } from './words.ts';

/** The first page of the reference: what holds everywhere, and every operation in one list. */
export function overviewPage(site: Site): Promise<string> {
  const rules = conventions.map(
    ({ id, title, text }) => html`<section id="${id}" class="pair">
<div lang="en"><h2>${title.en}</h2><p>${inline(text.en)}</p></div>
<div lang="zh-CN"><h2>${title['zh-CN']}</h2><p>${inline(text['zh-CN'])}</p></div>
</section>
`,
  );
  const groups = site.groups.map(
    (group) => html`<section><h3><a href="${group.href}">${group.tag}</a></h3>
<ul class="operations">${group.operations.map(operationEntry)}</ul></section>
`,
  );
  const content = html`<h1>${site.title}</h1>
${rules}
<h2 id="operations">${both(words.operations)}</h2>
${groups}`;
  return page(site, site.title, '/docs/', content);
}

/** One line of a list of operations. */
export function operationEntry(listed: Listed): Html {
  return html`<li><a href="${listed.href}">${listed.operation.summary}</a>${routeView(listed)}</li>
`;
}
