import { defaultRoles, type Permission, permissionCatalogue, type RoleKey } from '@keyline/auth';
import type { Text } from '@keyline/kernel';
import { html } from 'hono/html';
import type { Listed } from './catalogue.ts';
import { page, type Site } from './page.ts';
import { both, breakable, type Html, words } from './words.ts';

export const rightsPath = '/docs/rights';

const scopes: Readonly<Record<string, Text>> = {
  own: { en: 'what he owns', 'zh-CN': '本人负责的' },
  team: { en: 'accounts in whose team he is', 'zh-CN': '所在团队的客户' },
  unit: { en: 'his unit and all below', 'zh-CN': '所在单位及下级' },
  tenant: { en: 'everything', 'zh-CN': '全部' },
  partner: { en: "his partner's", 'zh-CN': '所属代理商的' },
};

const roles = Object.entries(defaultRoles) as [RoleKey, (typeof defaultRoles)[RoleKey]][];

/** Every permission with the default roles that hold it and the operations that ask for it. */
export function rightsPage(site: Site): Promise<string> {
  const asking = new Map<string, Listed[]>();
  for (const listed of site.groups.flatMap((group) => group.operations)) {
    const permission = listed.operation['x-permission'];
    if (permission) asking.set(permission, [...(asking.get(permission) ?? []), listed]);
  }
  const rows = Object.entries(permissionCatalogue).map(([key, permission]) =>
    permissionRow(key, permission, asking.get(key) ?? []),
  );
  const content = html`<h1>${both(words.rights)}</h1>
<p lang="en">${words.rightsRule.en}</p>
<p lang="zh-CN">${words.rightsRule['zh-CN']}</p>
<div class="wide" tabindex="0"><table class="rights">
<thead><tr><th scope="col">${both(words.permission)}</th>${roles.map(roleHead)}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>`;
  return page(site, `${words.rights.en} ${words.rights['zh-CN']}`, rightsPath, content);
}

function roleHead([key, { name, scopes: held }]: (typeof roles)[number]): Html {
  const reach = held.map(
    (scope) => html`<br><small>${both(scopes[scope] ?? { en: scope, 'zh-CN': scope })}</small>`,
  );
  return html`<th scope="col" id="${key}">${both(name)}${reach}</th>`;
}

function permissionRow(key: string, permission: Permission, operations: readonly Listed[]): Html {
  const cells = roles.map(([role]) => {
    const held = role === 'administrator' || permission.roles.includes(role);
    return html`<td>${held ? html`<span aria-label="${words.held.en} ${words.held['zh-CN']}">●</span>` : ''}</td>`;
  });
  const uses = operations.map(({ href, operation }) => html`<br><a href="${href}">${operation.summary}</a>`);
  return html`<tr><th scope="row" id="${key}"><code>${breakable(key)}</code><br>${both(permission.text)}${uses}</th>${cells}</tr>
`;
}
