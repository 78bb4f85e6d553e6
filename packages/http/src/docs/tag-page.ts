import { html } from 'hono/html';
import type { OpenApi } from '../openapi/model.ts';
import type { TagGroup } from './catalogue.ts';
import { operationView } from './operation-view.ts';
import { page, type Site } from './page.ts';
import { fieldsView, recordsIn } from './schema-view.ts';
import { both, type Html, prose, words } from './words.ts';

/** The reference of one resource: its operations, and the records that they take and give. */
export function tagPage(site: Site, document: OpenApi, group: TagGroup): Promise<string> {
  const operations = group.operations.map((listed) => operationView(document, listed));
  const content = html`<h1>${group.tag}</h1>
${operations}
${recordsView(document, group)}`;
  return page(site, group.tag, group.href, content);
}

/** Bodies stand with their operations and problems have their own pages; every other record stands here once. */
function recordsView(document: OpenApi, group: TagGroup): Html | undefined {
  const named = document.components.schemas;
  const found = new Set(
    group.operations.flatMap(({ operation: { requestBody, responses } }) => {
      const body = requestBody?.content['application/json']?.schema;
      const own = body?.$ref?.replace('#/components/schemas/', '');
      const used = [...recordsIn(body ?? {}, named), ...recordsIn(responses, named)];
      return used.filter((name) => name !== own || JSON.stringify(responses).includes(`/${own}"`));
    }),
  );
  const records = Object.keys(named).filter((name) => found.has(name) && name !== 'Problem');
  if (records.length === 0) return undefined;
  const sections = records.map((name) => {
    const schema = named[name] ?? {};
    const { description } = schema;
    return html`<section id="${name}" class="record"><h3><a href="#${name}">${name}</a></h3>
${description !== undefined && prose(description)}
${fieldsView(schema, 'read')}</section>
`;
  });
  return html`<h2 id="records">${both(words.records)}</h2>
${sections}`;
}
