import { STATUS_CODES } from 'node:http';
import { locales, type ProblemCatalogue, type ProblemKind } from '@keyline/kernel';
import { html } from 'hono/html';
import { problemExample } from '../openapi/problem-example.ts';
import { adviceFor } from './advice.ts';
import type { Listed } from './catalogue.ts';
import { operationEntry } from './overview-page.ts';
import { page, type Site } from './page.ts';
import { both, breakable, type Html, words } from './words.ts';

/** The page that the `type` of a problem leads to: what it means, what to do, and who can answer it. */
export function problemPage(
  site: Site,
  code: string,
  kind: ProblemKind,
  operations: readonly Listed[],
): Promise<string> {
  const advice = adviceFor(code, kind.status);
  const columns = locales.map(
    (locale) => html`<div lang="${locale}"><h2>${kind.title[locale]}</h2>
<h3>${words.meaning[locale]}</h3><p>${withPlaces(kind.detail[locale])}</p>
<h3>${words.toDo[locale]}</h3><p>${advice[locale]}</p></div>
`,
  );
  const content = html`<p class="quiet"><a href="/docs/problems/">${both(words.problems)}</a></p>
<h1><code>${breakable(code)}</code></h1>
<p class="status">${statusWords(kind.status)}</p>
<section class="pair">${columns}</section>
<h2>${both(words.example)}</h2>
<pre><code>${JSON.stringify(problemExample(code, kind, operations[0]?.operation['x-permission'] ?? undefined), null, 2)}</code></pre>
${answeredBy(code, operations)}`;
  return page(site, code, `/docs/problems/${code}`, content);
}

function answeredBy(code: string, operations: readonly Listed[]): Html | undefined {
  const nowhere = code.startsWith('route.');
  if (operations.length === 0 && !nowhere) return undefined;
  const list = html`<ul class="operations">${operations.map(operationEntry)}</ul>`;
  return html`<h2>${both(words.answeredBy)}</h2>
${nowhere ? html`<p>${both(words.answeredByNone)}</p>` : list}`;
}

/** Every problem code, by its status. */
export function problemIndexPage(site: Site, problems: ProblemCatalogue): Promise<string> {
  const entries = Object.entries(problems);
  const statuses = [...new Set(entries.map(([, kind]) => kind.status))].sort((a, b) => a - b);
  const groups = statuses.map(
    (status) => html`<section><h2>${statusWords(status)}</h2>
<dl class="fields">${entries.filter(([, kind]) => kind.status === status).map(codeEntry)}</dl></section>
`,
  );
  const content = html`<h1>${both(words.problems)}</h1>
${groups}`;
  return page(site, `${words.problems.en} ${words.problems['zh-CN']}`, '/docs/problems/', content);
}

function codeEntry([code, kind]: readonly [string, ProblemKind]): Html {
  return html`<div><dt><a href="/docs/problems/${code}"><code>${code}</code></a></dt><dd><p>${both(kind.title)}</p></dd></div>
`;
}

function statusWords(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim();
}

/** The places of a text that an occurrence fills are set off. */
function withPlaces(text: string): Html {
  const parts = text
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 1 ? html`<var>${part}</var>` : part));
  return html`${parts}`;
}
