import { query } from '@keyline/http';
import { first } from '@keyline/store';
import { orgUnitById } from '@keyline/testkit';
import { showBites } from '../support/fixture/bite.ts';
import { getAnybodys, inventedUnit, renameAnybodys } from '../support/fixture/cross-tenant.ts';
import { handledBy } from '../support/fixture/surface.ts';
import { getUnit, getUnitDefinition, problems, viewUnit } from '../support/fixture/units.ts';
import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { accessRules } from './rules/access.ts';

holdAll(await productSurface(), accessRules);

const forAnyCaller = query({
  ...getUnitDefinition,
  permission: null,
  problems: { 'unit.not_found': problems['unit.not_found'] },
  load: ({ params }) => ({ unit: first(orgUnitById.bind({ id: params.unitId })) }),
  required: { unit: 'unit.not_found' },
  view: ({ loaded }) => ({ body: viewUnit(loaded.unit) }),
});

showBites(accessRules, [
  {
    when: 'strangers are let in',
    rule: 'nobody gets in without a token',
    broken: handledBy(getUnit, async (incoming, usual) =>
      incoming.request.headers.has('Authorization') ? usual(incoming) : Response.json(inventedUnit),
    ),
    finding: /status 200 where 401 is due/,
  },
  {
    when: 'a token is believed unread',
    rule: 'nobody gets in with a token that is not good',
    broken: handledBy(getUnit, (incoming, usual) => usual(incoming).catch(() => Response.json(inventedUnit))),
    finding: /an expired token: status 200 where 401 is due/,
  },
  {
    when: 'the permission is declared and not asked for',
    rule: 'a caller without its permission is refused',
    broken: { ...forAnyCaller, permission: 'org_units.read' },
    finding: /a user without a role: status 200 where 403 is due/,
  },
  {
    when: 'a statement reads over tenants',
    rule: 'the administrator of another tenant neither sees nor changes anything of it',
    broken: getAnybodys,
    finding: /answers 200 where 404 is due/,
  },
  {
    when: 'a statement writes over tenants',
    rule: 'the administrator of another tenant neither sees nor changes anything of it',
    broken: renameAnybodys,
    finding: /org_units gained .*雁塔分公司/,
  },
]);
