import { totpCode } from '@keyline/auth';
import type { ExampleGiven, ExampleRequest } from '@keyline/http';
import { insertRow } from '@keyline/testkit';
import { giveUp } from './give-up.ts';
import { mountedOf } from './surface.ts';
import { addColleague, signIn, type Tenant } from './tenants.ts';
import type { Exchange, World } from './world.ts';

type Body = Awaited<ReturnType<ExampleGiven['make']>>;

/** Runs examples as the administrator of one tenant. */
export interface ExampleRunner {
  /** The request that shows the operation at work, with all that it builds on in place. */
  request(operationId: string): Promise<ExampleRequest>;
  /** The request that meets this problem; undefined when no example shows it. */
  failure(operationId: string, code: string): Promise<ExampleRequest | undefined>;
  /** Runs the whole example; an error when it does not succeed. */
  run(operationId: string): Promise<Exchange>;
}

/** Examples number what they make from 1 on, so that two tenants come to have the same names; or from `after`. */
export function exampleRunner(world: World, tenant: Tenant = world.home, after = 0): ExampleRunner {
  let serial = after;
  const given = (): ExampleGiven => {
    serial += 1;
    return {
      serial,
      make: async (operationId) => bodyOf(await run(operationId)),
      run: async (operationId, request) => bodyOf(await succeed(operationId, request)),
      signIn: async (administratorId = tenant.administratorId) =>
        (await signIn(world.database, { tenantId: tenant.tenantId, administratorId })).token,
      colleague: () => addColleague(world.database, tenant),
      enrolled,
      async linked(provider_id) {
        const colleague = await addColleague(world.database, tenant);
        const link = { tenant_id: tenant.tenantId, provider_id, user_id: colleague.id };
        await insertRow(world.database, 'identity_links', { ...link, subject: colleague.id, linked_at: 0 });
        return colleague;
      },
      react: (subjectId) => world.react(subjectId),
      async deadLetter() {
        await run('createOrgUnit');
        return giveUp(world.database, tenant.tenantId);
      },
    };
  };
  async function enrolled() {
    const colleague = await addColleague(world.database, tenant);
    const headers = { Authorization: `Bearer ${colleague.accessToken}` };
    const { password } = colleague;
    const { secret } = bodyOf(await succeed('beginTotp', { headers, body: { password } }));
    const code = totpCode(String(secret), Date.now());
    await succeed('confirmTotp', { headers, body: { code } });
    return colleague;
  }
  async function succeed(operationId: string, request: ExampleRequest): Promise<Exchange> {
    const { operation } = mountedOf(world.surface, operationId);
    const own = operation.permission === 'anonymous' || request.headers?.Authorization !== undefined;
    const exchange = await world.ask(operation, request, own ? {} : { caller: tenant.token });
    if (exchange.answer.status < 300) return exchange;
    throw new Error(`${operationId}: its example failed: ${JSON.stringify(exchange.answer.body)}`);
  }
  async function run(operationId: string): Promise<Exchange> {
    const { example } = mountedOf(world.surface, operationId);
    return succeed(operationId, await example.request(given()));
  }
  return {
    request: async (operationId) => mountedOf(world.surface, operationId).example.request(given()),
    failure: async (operationId, code) =>
      mountedOf(world.surface, operationId).example.failures?.[code]?.(given()),
    run,
  };
}

function bodyOf(exchange: Exchange): Body {
  return exchange.answer.body as Body;
}
