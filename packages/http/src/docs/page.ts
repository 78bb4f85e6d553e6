import { html } from 'hono/html';
import type { TagGroup } from './catalogue.ts';
import { both, type Html, words } from './words.ts';

/** What every page shows around its content. */
export interface Site {
  readonly title: string;
  readonly version: string;
  readonly groups: readonly TagGroup[];
  /** Path of the style sheet. */
  readonly style: string;
}

/** A whole page. `here` is its own path, without `#`. */
export async function page(site: Site, title: string, here: string, content: Html): Promise<string> {
  const whole = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === site.title ? title : `${title} · ${site.title}`}</title>
<link rel="stylesheet" href="${site.style}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#content">${both(words.skip)}</a>
<header class="top">
<a class="brand" href="/docs/">${site.title}</a>
<span class="version">${site.version}</span>
<a class="to-menu" href="#menu">${both(words.menu)}</a>
</header>
<div class="frame">
<main id="content">
${content}
</main>
<nav id="menu" aria-label="${words.menu.en} ${words.menu['zh-CN']}">
<ul>
<li>${entry('/docs/', both(words.overview), here)}</li>
${site.groups.map((group) => tagEntry(group, here))}
<li>${entry('/docs/rights', both(words.rights), here)}</li>
<li>${entry('/docs/problems/', both(words.problems), here)}</li>
<li><a href="/openapi.json">openapi.json</a></li>
</ul>
</nav>
</div>
</body>
</html>
`;
  return String(await whole);
}

/** A tag; below the one whose page this is, its operations. */
function tagEntry(group: TagGroup, here: string): Html {
  const operations = group.operations.map(
    ({ href, operation }) =>
      html`<li><a href="${href.slice(href.indexOf('#'))}">${operation.summary}</a></li>`,
  );
  const open = group.href === here;
  return html`<li>${entry(group.href, html`${group.tag}`, here)}${open && html`<ul>${operations}</ul>`}</li>
`;
}

function entry(href: string, label: Html, here: string): Html {
  return href === here
    ? html`<a href="${href}" aria-current="page">${label}</a>`
    : html`<a href="${href}">${label}</a>`;
}
