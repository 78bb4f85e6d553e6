import type { Incoming } from '@keyline/http';
import { showBites } from '../support/fixture/bite.ts';
import { addAnything, addWithKeptKey } from '../support/fixture/careless.ts';
import { fixtureWith, handledBy, withHeaders } from '../support/fixture/surface.ts';
import { addUnit, renameUnit } from '../support/fixture/units.ts';
import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { repeatRules } from './rules/repeat.ts';

holdAll(await productSurface(), repeatRules);

const withoutKey = (incoming: Incoming) => withHeaders(incoming, { 'Idempotency-Key': null });
const forgetful = handledBy(renameUnit, (incoming, usual) => usual(withoutKey(incoming)));
const replayed =
  'the same key and body get the first answer again, without its secrets, and write nothing more';

showBites(repeatRules, [
  {
    when: 'a POST takes no key',
    rule: 'takes an Idempotency-Key, as every POST does',
    broken: { ...addUnit, idempotent: false },
    finding: /takes no key/,
  },
  {
    when: 'a repeat is done once more',
    rule: replayed,
    broken: handledBy(addAnything, (incoming, usual) => usual(withoutKey(incoming))),
    finding: /does not say that it is a replay[\s\S]*events gained/,
  },
  {
    when: 'a secret is shown again',
    rule: replayed,
    broken: addWithKeptKey,
    finding: /the body differs: .*kl_main_/,
  },
  {
    when: 'access that has ended goes on',
    rule: 'a repeat finds its own access ended',
    broken: { ...renameUnit, id: 'signOut', path: '/v1/fixture-sign-outs/{unitId}' },
    example: fixtureWith(renameUnit).mounted.example,
    finding: /status 200 where 401 is due/,
  },
  {
    when: 'a key is good for anything',
    rule: 'the same key with another body or record is refused and changes nothing',
    broken: forgetful,
    finding: /status 200 where 422 is due/,
  },
  {
    when: 'each twin is done',
    rule: 'twins in flight under one key do it once',
    broken: handledBy(addUnit, (incoming, usual) => usual(withoutKey(incoming))),
    finding: /a twin is answered 409 with unit.name_taken/,
  },
  {
    when: 'a key may be anything',
    rule: 'a key that is no key is refused',
    broken: forgetful,
    finding: /status 200 where 400 is due/,
  },
  {
    when: 'a secret is kept',
    rule: 'keeps no secret that it was sent or that it shows',
    broken: addWithKeptKey,
    example: fixtureWith(addUnit).mounted.example,
    finding: /keeps kl_main_org_/,
  },
]);
