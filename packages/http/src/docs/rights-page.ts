import { defaultRoles, type Permission, permissionCatalogue, type RoleKey } from '@keyline/auth';
import type { Text } from '@keyline/kernel';
import type { DataScope } from '@keyline/schema';
import { html } from 'hono/html';
import type { Listed } from './catalogue.ts';
import { page, type Site } from './page.ts';
import { both, breakable, type Html, words } from './words.ts';

export const rightsPath = '/docs/rights';

/** Each scope as it stands under a role, and in short as it stands in a cell. */
const scopes: Readonly<Record<DataScope, { readonly text: Text; readonly short: Text }>> = {
  own: { text: { en: 'what he owns', 'zh-CN': '本人负责的' }, short: { en: 'own', 'zh-CN': '本人' } },
  team: {
    text: { en: 'accounts in whose team he is', 'zh-CN': '所在团队的客户' },
    short: { en: 'team', 'zh-CN': '团队' },
  },
  unit: {
    text: { en: 'his unit and all below', 'zh-CN': '所在单位及下级' },
    short: { en: 'unit', 'zh-CN': '单位' },
  },
  tenant: { text: { en: 'everything', 'zh-CN': '全部' }, short: { en: 'all', 'zh-CN': '全部' } },
  partner: {
    text: { en: "his partner's", 'zh-CN': '所属代理商的' },
    short: { en: 'partner', 'zh-CN': '代理商' },
  },
};

const roles = Object.entries(defaultRoles) as [RoleKey, (typeof defaultRoles)[RoleKey]][];

/**
 * Every permission with the default roles that hold it, each with the scopes in which it does where they matter, and
 * the operations that ask for it.
 */
export function rightsPage(site: Site): Promise<string> {
  const asking = new Map<string, Listed[]>();
  for (const listed of site.groups.flatMap((group) => group.operations)) {
    const permission = listed.operation['x-permission'];
    if (permission) asking.set(permission, [...(asking.get(permission) ?? []), listed]);
  }
  const resources = Map.groupBy(Object.entries(permissionCatalogue), ([key]) =>
    key.slice(0, key.indexOf('.')),
  );
  const bodies = [...resources.values()].map((permissions) => {
    const rows = permissions.map(([key, permission]) =>
      permissionRow(key, permission, asking.get(key) ?? []),
    );
    return html`<tbody>
${rows}</tbody>
`;
  });
  const content = html`<h1>${both(words.rights)}</h1>
<p lang="en">${words.rightsRule.en}</p>
<p lang="zh-CN">${words.rightsRule['zh-CN']}</p>
<div class="wide matrix" tabindex="0"><table class="rights">
<thead><tr><th scope="col">${both(words.permission)}</th>${roles.map(roleHead)}</tr></thead>
${bodies}</table></div>`;
  return page(site, `${words.rights.en} ${words.rights['zh-CN']}`, rightsPath, content);
}

function roleHead([key, { name, scopes: held }]: (typeof roles)[number]): Html {
  const reach = held.map((scope) => html`<br><small>${both(scopes[scope].text)}</small>`);
  return html`<th scope="col" id="${key}">${both(name)}${reach}</th>`;
}

function permissionRow(key: string, permission: Permission, operations: readonly Listed[]): Html {
  const cells = roles.map(([role, { scopes: held }]) => {
    if (role !== 'administrator' && !permission.roles.includes(role)) return html`<td></td>`;
    return html`<td>${permission.scoped ? reachOf(held) : everywhere}</td>`;
  });
  const uses = operations.map(({ href, operation }) => html`<br><a href="${href}">${operation.summary}</a>`);
  return html`<tr><th scope="row" id="${key}"><code>${breakable(key)}</code><br>${both(permission.text)}${uses}</th>${cells}</tr>
`;
}

const everywhere = html`<span aria-label="${words.held.en} ${words.held['zh-CN']}">●</span>`;

function reachOf(held: readonly DataScope[]): Html {
  const english = held.map((scope) => scopes[scope].short.en).join(', ');
  const chinese = held.map((scope) => scopes[scope].short['zh-CN']).join('、');
  return both({ en: english, 'zh-CN': chinese });
}
