import { showBites } from '../support/fixture/bite.ts';
import { addAnything, renameByAnyId } from '../support/fixture/careless.ts';
import { handledBy, withHeaders } from '../support/fixture/surface.ts';
import { addUnit, listUnits } from '../support/fixture/units.ts';
import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { inputRules } from './rules/input.ts';

holdAll(await productSurface(), inputRules);

showBites(inputRules, [
  {
    when: 'a required field may be missing',
    rule: 'a body without a required field is refused at that field',
    broken: addAnything,
    finding: /\{\}: status 201 where 400 is due/,
  },
  {
    when: 'fields may be of any type',
    rule: 'a field of another type is refused at that field',
    broken: addAnything,
    finding: /\{"name":20260302\}: status 201 where 400 is due/,
  },
  {
    when: 'unknown fields are passed over',
    rule: 'a field that nobody knows is refused',
    broken: addAnything,
    finding: /"nobodyKnowsThis":"x"\}: status 201 where 400 is due/,
  },
  {
    when: 'the type of the body is not looked at',
    rule: 'a body that is no JSON, has another type or is too large is refused',
    broken: handledBy(addUnit, (incoming, usual) =>
      usual(withHeaders(incoming, { 'Content-Type': 'application/json' })),
    ),
    finding: /a form: status 201 where 415 is due/,
  },
  {
    when: 'the query is not looked at',
    rule: 'a query parameter that is unknown or does not fit is refused',
    broken: handledBy(listUnits, (incoming, usual) =>
      usual({ ...incoming, url: new URL(incoming.url.pathname, incoming.url) }),
    ),
    finding: /\?limit=201: status 200 where 400 is due/,
  },
  {
    when: 'an id in the path may be anything',
    rule: 'an id in the path that is none, or of another kind of record, is refused',
    broken: renameByAnyId,
    finding: /none: status 404 where 400 is due/,
  },
]);
