import { showBites } from '../support/fixture/bite.ts';
import { addAsSystem, renameUnlogged } from '../support/fixture/careless.ts';
import { spoiling } from '../support/fixture/spoiling.ts';
import { fixtureWith, handledBy } from '../support/fixture/surface.ts';
import { addUnit, getUnit, problems } from '../support/fixture/units.ts';
import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { successRules } from './rules/success.ts';

holdAll(await productSurface(), successRules);

const declared = 'succeeds with its status, its headers and within its round trips';
const events = 'a success writes exactly its events, by whom and in which request, each at the next version';

showBites(successRules, [
  {
    when: 'another status is declared',
    rule: declared,
    broken: { ...addUnit, answer: { ...addUnit.answer, status: 200 } },
    finding: /answers 201, declares 200/,
  },
  {
    when: 'a read makes more round trips than it says',
    rule: declared,
    broken: { ...getUnit, trips: [0, 0] },
    finding: /makes 1 round trips, declares 0 to 0/,
  },
  {
    when: 'an answer does not fit its schema',
    rule: declared,
    broken: handledBy(getUnit, async (incoming, usual) => {
      const response = await usual(incoming);
      const body = { ...((await response.json()) as object), extra: true };
      return new Response(JSON.stringify(body), response);
    }),
    finding: /additionalProperty.*extra/,
  },
  {
    when: 'an answer names a problem that is not declared',
    rule: declared,
    broken: handledBy(getUnit, async (incoming, usual) => {
      await usual(incoming);
      const body = { ...problems['unit.name_taken'], code: 'unit.name_taken' };
      return Response.json(body, { status: 404, headers: { 'Content-Type': 'application/problem+json' } });
    }),
    finding: /does not declare the problem unit.name_taken at 404/,
  },
  {
    when: 'an answer speaks of the database',
    rule: declared,
    broken: handledBy(getUnit, async (incoming, usual) => {
      const response = await usual(incoming);
      response.headers.set('X-Debug', 'SELECT name FROM org_units');
      return response;
    }),
    finding: /tells of .*SELECT/,
  },
  {
    when: 'the ETag is missing',
    rule: declared,
    broken: handledBy(getUnit, async (incoming, usual) => {
      const response = await usual(incoming);
      response.headers.delete('ETag');
      return response;
    }),
    finding: /has no ETag/,
  },
  {
    when: 'the request loses its id',
    rule: declared,
    broken: handledBy(getUnit, async (incoming, usual) =>
      usual({ ...incoming, requestId: 'req_01kafxq0h3e7rvx8bm2s9t4c5d' }),
    ),
    finding: /does not keep the id of the request/,
  },
  {
    when: 'an event is missing',
    rule: events,
    broken: renameUnlogged,
    finding: /writes the events none, declares org_unit.changed[\s\S]*changed without an event/,
  },
  {
    when: 'an event is written that was not promised',
    rule: events,
    broken: addUnit,
    example: { request: ({ serial }) => ({ body: { name: `灞桥 ${serial}` } }) },
    finding: /writes the events org_unit.created, declares none/,
  },
  {
    when: 'an event names another actor',
    rule: events,
    broken: addAsSystem,
    example: fixtureWith(addUnit).mounted.example,
    finding: /org_unit.created by system, not by user usr_/,
  },
  {
    when: 'a read writes, past the store',
    rule: 'reads without writing anything but the events by which it is logged',
    broken: spoiling(getUnit),
    finding: /org_units gained/,
  },
]);
