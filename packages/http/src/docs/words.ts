import type { Text } from '@keyline/kernel';
import { html } from 'hono/html';

/** A piece of a page, with everything in it escaped. */
export type Html = ReturnType<typeof html>;

/** The words of the pages that are not texts of an operation or a problem. */
export const words = {
  answers: { en: 'Answers', 'zh-CN': '响应' },
  answeredBy: { en: 'Operations that can answer it', 'zh-CN': '可能返回此问题的操作' },
  answeredByNone: {
    en: 'Any path or method that is not in the reference.',
    'zh-CN': '文档中未列出的路径或方法。',
  },
  body: { en: 'Body', 'zh-CN': '请求体' },
  characters: { en: 'characters', 'zh-CN': '个字符' },
  entries: { en: 'entries', 'zh-CN': '项' },
  example: { en: 'Example', 'zh-CN': '示例' },
  exampleAnswer: { en: 'Answer', 'zh-CN': '响应示例' },
  exampleRequest: { en: 'Request', 'zh-CN': '请求示例' },
  headers: { en: 'Headers', 'zh-CN': '响应头' },
  held: { en: 'allowed', 'zh-CN': '允许' },
  meaning: { en: 'What it means', 'zh-CN': '含义' },
  menu: { en: 'Menu', 'zh-CN': '目录' },
  noBody: { en: 'no body', 'zh-CN': '无响应体' },
  oneOf: { en: 'one of these', 'zh-CN': '以下之一' },
  operations: { en: 'Operations', 'zh-CN': '操作' },
  overview: { en: 'Overview', 'zh-CN': '概览' },
  parameters: { en: 'Parameters', 'zh-CN': '参数' },
  permission: { en: 'Permission', 'zh-CN': '权限' },
  problems: { en: 'Problems', 'zh-CN': '问题代码' },
  records: { en: 'Records', 'zh-CN': '数据结构' },
  required: { en: 'required', 'zh-CN': '必填' },
  rights: { en: 'Who may do what', 'zh-CN': '角色权限一览' },
  rightsRule: {
    en: 'The roles that a tenant starts with; it may change them and make its own. Below a role stands what it sees. A cell says how far a permission reaches: in the scopes that it names, or, at ●, everywhere in the tenant. Beside that everybody sees what he made himself, and of what an open task, approval or auction names him at, the public part.',
    'zh-CN':
      '租户初始角色及其权限，租户可修改或自建角色。角色名下为其可见范围。单元格说明权限所及：列出的数据范围；● 表示整个租户。此外，每个人都可见本人创建的记录，以及未完成的任务、审批或拍卖指定其参与的记录的公开部分。',
  },
  skip: { en: 'Skip to the content', 'zh-CN': '跳到正文' },
  toDo: { en: 'What to do', 'zh-CN': '处理办法' },
} as const satisfies Readonly<Record<string, Text>>;

/** A text in both languages, one after the other. */
export function both(text: Text): Html {
  return html`<span lang="en">${text.en}</span> <span lang="zh-CN">${text['zh-CN']}</span>`;
}

/** Paragraphs of a description; what stands between backticks is code. */
export function prose(text: string): Html {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => html`<p>${inline(paragraph)}</p>`);
  return html`${paragraphs}`;
}

export function inline(text: string): Html {
  const parts = text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
  return html`${parts}`;
}

/** A code or path that a narrow page may break behind its dots, slashes and underscores only. */
export function breakable(code: string): Html {
  const parts = code.split(/(?<=[._/}])/).map((part, index) => html`${index > 0 && html`<wbr>`}${part}`);
  return html`${parts}`;
}

/** A name as a piece of an address: `API keys` as `api-keys`. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
