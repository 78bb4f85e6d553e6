import { showBites } from '../support/fixture/bite.ts';
import { forgetUnlogged } from '../support/fixture/careless.ts';
import { inventedUnit } from '../support/fixture/cross-tenant.ts';
import { fixtureWith, handledBy } from '../support/fixture/surface.ts';
import { addUnit, getUnit } from '../support/fixture/units.ts';
import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { faultRules } from './rules/faults.ts';

holdAll(await productSurface(), faultRules);

/** Answers with what went wrong inside, as it was said. */
const talkative = handledBy(getUnit, (incoming, usual) =>
  usual(incoming).catch((error: Error) => {
    const said = [error.message, (error.cause as Error | undefined)?.message].join();
    console.error(said);
    return Response.json({ said }, { status: 500 });
  }),
);

/** Asks the database nothing more once it has failed. */
const givingUp = handledBy(addUnit, (incoming, usual) => {
  const { runtime } = incoming;
  const { database } = runtime;
  let failure: Error | undefined;
  const fetch = async (request: Request) => {
    if (failure !== undefined || database.fetch === undefined) throw failure ?? new Error('no database');
    return database.fetch(request).catch((error: Error) => {
      failure = error;
      throw error;
    });
  };
  return usual({ ...incoming, runtime: { ...runtime, database: { ...database, fetch } } });
});

showBites(faultRules, [
  {
    when: 'nothing is limited',
    rule: 'is refused beyond the limit, with the time to wait',
    broken: handledBy(getUnit, async () => Response.json(inventedUnit)),
    finding: /status 200 where 429 is due/,
  },
  {
    when: 'a database that is gone is not noticed',
    rule: 'says that it cannot answer while the database is gone',
    broken: handledBy(getUnit, (incoming, usual) => usual(incoming).catch(() => Response.json(inventedUnit))),
    finding: /status 200 where 503 is due/,
  },
  {
    when: 'half of it is written before the commit',
    rule: 'writes nothing when the database goes before the commit',
    broken: forgetUnlogged,
    finding: /status 200 where 503 is due[\s\S]*org_units lost/,
  },
  {
    when: 'nobody looks whether a commit took place whose answer was lost',
    rule: 'succeeds once when only the answer of its commit was lost',
    broken: givingUp,
    example: fixtureWith(addUnit).mounted.example,
    finding: /answers 503/,
  },
  {
    when: 'an answer repeats what the database said',
    rule: 'keeps to itself what a failing database says',
    broken: talkative,
    finding: /logs what it overheard[\s\S]*tells of .*sqlite/i,
  },
]);
