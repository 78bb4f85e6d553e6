import { showBites } from '../support/fixture/bite.ts';
import { renameUnlogged } from '../support/fixture/careless.ts';
import { handledBy, withHeaders } from '../support/fixture/surface.ts';
import { getUnit, renameUnit } from '../support/fixture/units.ts';
import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { versionRules } from './rules/versions.ts';

holdAll(await productSurface(), versionRules);

/** Rivals that are let in one after the other. */
let rivals: Promise<Response> = Promise.resolve(new Response());

const careless = handledBy(renameUnit, (incoming, usual) =>
  usual(withHeaders(incoming, { 'If-Match': null })),
);

showBites(versionRules, [
  {
    when: 'a change knows no version',
    rule: 'honours If-Match, since it changes a record',
    broken: { ...renameUnit, versioned: false },
    finding: /is not declared to look at a version/,
  },
  {
    when: 'If-Match is not looked at',
    rule: 'a stale version is refused with the current one and changes nothing',
    broken: careless,
    finding: /status 200 where 412 is due/,
  },
  {
    when: 'If-Match is never right',
    rule: 'the current version is accepted',
    broken: handledBy(renameUnit, (incoming, usual) => usual(withHeaders(incoming, { 'If-Match': '"0"' }))),
    finding: /If-Match: "n" is answered 412/,
  },
  {
    when: 'every rival wins',
    rule: 'of parallel changes of one version exactly one wins',
    broken: handledBy(careless, async (incoming, usual) => {
      rivals = rivals.then(() => usual(incoming));
      return rivals;
    }),
    finding: /5 of 5 win/,
  },
  {
    when: 'a change writes over one that came between',
    rule: 'is decided once more when somebody else was first',
    broken: renameUnlogged,
    finding: /its event is at undefined, not at 3/,
  },
  {
    when: 'a change never gives way',
    rule: 'is a conflict that writes nothing when somebody else is first again and again',
    broken: renameUnlogged,
    finding: /status 200 where 409 is due/,
  },
  {
    when: 'who has the version gets it again',
    rule: 'a reader who has the current version gets no body again',
    broken: handledBy(getUnit, (incoming, usual) => usual(withHeaders(incoming, { 'If-None-Match': null }))),
    finding: /answers 200 to who has it/,
  },
]);
