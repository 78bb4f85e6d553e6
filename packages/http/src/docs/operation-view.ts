import { STATUS_CODES } from 'node:http';
import { html } from 'hono/html';
import { codesOf } from '../openapi/find-answer.ts';
import type { JsonSchema, OpenApi, ResponseObject } from '../openapi/model.ts';
import { answersOf, type Listed } from './catalogue.ts';
import { curlOf, parametersOf } from './curl.ts';
import { fieldRow, fieldsView, typeView } from './schema-view.ts';
import { both, breakable, type Html, prose, words } from './words.ts';

/** One operation in full: what it takes, what it answers, and an example of both. */
export function operationView(document: OpenApi, listed: Listed): Html {
  const { operation } = listed;
  const answers = answersOf(document, operation);
  return html`<article id="${operation.operationId}">
<h2><a href="#${operation.operationId}">${operation.summary}</a></h2>
${routeView(listed)}
<div class="halves">
<div>
${prose(operation.description)}
${parametersView(document, listed)}
${bodyView(document, listed)}
<h3>${both(words.answers)}</h3>
${answers.filter(([, answer]) => codesOf(answer) === undefined).map(answerView)}
${problemsView(answers)}
</div>
<div class="examples">
<h3>${both(words.exampleRequest)}</h3>
<pre><code>${curlOf(document, listed)}</code></pre>
${exampleAnswer(answers)}
</div>
</div>
</article>
`;
}

/** Method and path, the parameters of the path set off. */
export function routeView({ verb, path }: Pick<Listed, 'verb' | 'path'>): Html {
  const parts = path
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? html`<var>${part}</var>` : breakable(part)));
  return html`<p class="route"><span class="verb ${verb}">${verb.toUpperCase()}</span> <code>${parts}</code></p>`;
}

function parametersView(document: OpenApi, { operation }: Listed): Html | undefined {
  const parameters = parametersOf(document, operation.parameters ?? []);
  if (parameters.length === 0) return undefined;
  const parts = (['path', 'query', 'header'] as const).map((place) => {
    const rows = parameters.filter((one) => one.in === place).map((one) => fieldRow(one, 'sent'));
    return rows.length > 0 && html`<h4>${place}</h4><dl class="fields">${rows}</dl>`;
  });
  return html`<h3>${both(words.parameters)}</h3>${parts}`;
}

function bodyView(document: OpenApi, { operation }: Listed): Html | undefined {
  const content = operation.requestBody?.content;
  const schema = content?.['application/json']?.schema;
  if (content === undefined || schema === undefined) return undefined;
  const name = schema.$ref?.replace('#/components/schemas/', '') ?? '';
  const types = Object.keys(content).map((type, index) => html`${index > 0 && ', '}<code>${type}</code>`);
  return html`<h3>${both(words.body)}</h3><p class="quiet">${types}</p>${fieldsView(document.components.schemas[name] ?? schema, 'sent')}`;
}

function answerView([status, answer]: readonly [number, ResponseObject]): Html {
  const { description, content, headers } = answer;
  const schema: JsonSchema | undefined = content?.['application/json']?.schema;
  const names = Object.keys(headers ?? {}).map(
    (name, index) => html`${index > 0 && ', '}<code>${name}</code>`,
  );
  return html`<div class="answer"><p><strong>${status} ${STATUS_CODES[status] ?? ''}</strong> ${schema ? typeView(schema) : both(words.noBody)}</p>
<p>${description}</p>
${schema && fieldsView(schema, 'read')}
${names.length > 0 && html`<p class="quiet">${both(words.headers)}: ${names}</p>`}</div>
`;
}

function problemsView(answers: readonly [number, ResponseObject][]): Html | undefined {
  const rows = answers.flatMap(([status, response]) => {
    const examples = response.content?.['application/problem+json']?.examples;
    return (codesOf(response) ?? []).map(
      (code) =>
        html`<tr><td>${status}</td><td><a href="/docs/problems/${code}"><code>${breakable(code)}</code></a></td><td>${examples?.[code]?.summary ?? ''}</td></tr>
`,
    );
  });
  if (rows.length === 0) return undefined;
  return html`<h3>${both(words.problems)}</h3><table class="problems"><tbody>${rows}</tbody></table>`;
}

function exampleAnswer(answers: readonly [number, ResponseObject][]): Html | undefined {
  const [success] = answers;
  const example = success?.[1].content?.['application/json']?.example;
  if (example === undefined) return undefined;
  return html`<h3>${both(words.exampleAnswer)}</h3>
<pre><code>${JSON.stringify(example, null, 2)}</code></pre>`;
}
