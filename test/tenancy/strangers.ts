import type { Domain, Operation } from '@keyline/http';
import { type Belongings, shownBy } from '../support/belongings.ts';
import { partsOf, sampleOf } from '../support/schema-parts.ts';
import type { Exchange, World } from '../support/world.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** A request of somebody who has no credentials. */
export interface Attempt {
  readonly domain: Domain;
  readonly method: string;
  readonly path: string;
}

/** Every mounted path with every method, but for what is open. */
export function mountedAttempts(world: World, isOpen: (operation: Operation) => boolean): Attempt[] {
  const { domains } = world.surface;
  const all = domains.flatMap((domain) =>
    domain.operations.flatMap((operation) =>
      methods.map((method) => ({ domain, method, path: samplePath(operation), template: operation.path })),
    ),
  );
  const open = domains.flatMap(({ operations }) => operations.filter(isOpen));
  return all.filter(({ method, template }) => {
    const served = method === 'HEAD' ? 'GET' : method;
    return !open.some((operation) => operation.path === template && operation.method === served);
  });
}

/** The path of an operation, its parameters filled with ids that are well formed. */
export function samplePath({ path, params }: Operation): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = params[name];
    return schema === undefined ? name : String(sampleOf(partsOf(schema)));
  });
}

/** What a stranger sends in the hope of being taken for somebody. */
export function disguises({ home }: World): Record<string, Readonly<Record<string, string>>> {
  return {
    nothing: {},
    'a name and password': { Authorization: `Basic ${Buffer.from('zhao.min:password').toString('base64')}` },
    'a cookie': { Cookie: `session=${home.sessionId}; token=${home.token}` },
    'headers that an edge might set': {
      'X-Tenant-Id': home.tenantId,
      'X-User-Id': home.administratorId,
      'X-Principal-Id': home.administratorId,
      'X-Forwarded-User': home.administratorId,
      'CF-Connecting-IP': '127.0.0.1',
      'CF-Worker': 'keyline',
    },
  };
}

/** Sends attempts in every disguise; anything but a refusal without a word of the tenant is a finding. */
export async function strangerFindings(
  world: World,
  attempts: readonly Attempt[],
  belongings: Belongings,
): Promise<string[]> {
  const findings = [];
  for (const { domain, method, path } of attempts) {
    for (const [what, headers] of Object.entries(disguises(world))) {
      const exchange = await world.visit(domain, method, path, { headers });
      findings.push(
        ...refusedStranger(exchange, belongings).map(
          (finding) => `${method} ${path} with ${what}: ${finding}`,
        ),
      );
    }
  }
  return findings;
}

const refusals = [401, 404, 405];

function refusedStranger(exchange: Exchange, belongings: Belongings): string[] {
  const { status, headers } = exchange.answer;
  const isProblem = headers.get('Content-Type') === 'application/problem+json';
  return [
    ...(refusals.includes(status) ? [] : [`is answered ${status}`]),
    ...(isProblem ? [] : ['is not answered with a problem']),
    ...shownBy(exchange, belongings).map((one) => `shows ${one}`),
  ];
}
