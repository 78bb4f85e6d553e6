import type { Locale, Text } from '@keyline/kernel';
import { html } from 'hono/html';
import type { Sent } from './messages.ts';
import { style } from './style.ts';
import { stateWords, words } from './words.ts';

type Kind<K extends Sent['kind']> = Extract<Sent, { kind: K }>;

/** The outbox as a page: without scripts, mails in frames that may do nothing. */
export async function outboxPage(sent: readonly Sent[], locale: Locale): Promise<string> {
  const say = (text: Text) => text[locale];
  const of = <K extends Sent['kind']>(kind: K) => sent.filter((one): one is Kind<K> => one.kind === kind);
  const [mails, texts, hooks] = [of('email'), of('sms'), of('webhook')];
  const section = (id: string, title: Text, count: number, content: unknown) =>
    html`<section id="${id}"><h2>${say(title)} <span class="count">${count}</span></h2>
${count === 0 ? html`<p class="nothing">${say(words.nothing)}</p>` : content}</section>`;
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return String(
    await html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(words.title)} · Keyline</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${say(words.title)}</h1>
<nav>
<a href="#emails">${say(words.emails)}</a>
<a href="#sms">${say(words.sms)}</a>
<a href="#webhooks">${say(words.webhooks)}</a>
<a href="/dev/outbox?lang=${locale}">${say(words.refresh)}</a>
<a href="/dev/outbox.json">JSON</a>
<a href="/dev/outbox?lang=${other}" lang="${other}" hreflang="${other}">${locale === 'en' ? '中文' : 'English'}</a>
</nav>
</header>
<main>
<p class="about">${say(words.about)}</p>
${section(
  'emails',
  words.emails,
  mails.length,
  mails.map((mail) => mailCard(mail, say)),
)}
${section('sms', words.sms, texts.length, smsTable(texts, say))}
${section('webhooks', words.webhooks, hooks.length, webhookTable(hooks, say))}
</main>
</body>
</html>
`,
  );
}

type Say = (text: Text) => string;

function mailCard({ at, to, subject, text, html: page }: Kind<'email'>, say: Say) {
  return html`<article>
<h3>${subject}</h3>
<p class="facts">${say(words.to)}: <b>${to}</b> · ${time(at)}</p>
<details><summary>${say(words.look)}</summary><iframe sandbox="allow-popups" title="${subject}" srcdoc="${page}"></iframe></details>
<details><summary>${say(words.plain)}</summary><pre>${text}</pre></details>
</article>
`;
}

function smsTable(rows: readonly Kind<'sms'>[], say: Say) {
  return html`<div class="wide"><table>
<thead><tr><th>${say(words.time)}</th><th>${say(words.to)}</th><th>${say(words.text)}</th></tr></thead>
<tbody>${rows.map(({ at, to, text }) => html`<tr><td>${time(at)}</td><td>${to}</td><td>${text}</td></tr>`)}</tbody>
</table></div>`;
}

function webhookTable(rows: readonly Kind<'webhook'>[], say: Say) {
  const head = [words.time, words.event, words.endpoint, words.state, words.attempts];
  return html`<div class="wide"><table>
<thead><tr>${head.map((text) => html`<th>${say(text)}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr>
<td>${time(row.at)}</td>
<td><code>${row.type}</code></td>
<td class="url">${row.url}</td>
<td><span class="state ${row.state}">${stateOf(row.state, say)}</span></td>
<td>${row.attempts.map((one) => html`<div class="attempt">${timeOfDay(one.at)} · ${one.status ?? one.error} · ${one.durationMs} ms</div>`)}</td>
</tr>`,
  )}</tbody>
</table></div>`;
}

function stateOf(state: string, say: Say): string {
  const text = stateWords[state];
  return text === undefined ? state : say(text);
}

function time(at: string) {
  return html`<time datetime="${at}">${at.slice(0, 19).replace('T', ' ')}</time>`;
}

function timeOfDay(at: string) {
  return html`<time datetime="${at}" title="${at}">${at.slice(11, 19)}</time>`;
}
