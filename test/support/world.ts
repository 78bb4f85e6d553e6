import type { Domain, ExampleRequest, Operation } from '@keyline/http';
import {
  type Answer,
  type Asked,
  type DatabaseOptions,
  type TestDatabase,
  testBucket,
  type WorkerUnderTest,
  workerUnderTest,
} from '@keyline/testkit';
import type { Surface } from './surface.ts';
import { databaseWithTenants, type Tenants } from './tenants.ts';

/** One request and what came back. */
export interface Exchange {
  /** Undefined where no operation was meant. */
  readonly operation: Operation | undefined;
  readonly request: ExampleRequest;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly asked: Asked;
  readonly answer: Answer;
}

/** How a request differs from its example. */
export interface Sending {
  /** The bearer token; null: none. Absent: the example's own, else the home tenant's administrator. */
  readonly caller?: string | null;
  /** Idempotency-Key. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body as text, in place of the example's. */
  readonly text?: string;
  /** The query as text, in place of the example's. */
  readonly search?: string;
}

type DatabaseFetch = TestDatabase['config']['fetch'];

/** What of the usual surroundings is otherwise. */
export interface Surroundings {
  readonly bindings?: Readonly<Record<string, string>>;
  /** Stands between the Workers and the database. */
  readonly between?: (database: DatabaseFetch) => DatabaseFetch;
}

/** The Workers of a surface in this process, on a database with two tenants. */
export interface World extends Tenants {
  readonly surface: Surface;
  readonly database: TestDatabase;
  /** Every exchange so far, the oldest first. */
  readonly exchanges: readonly Exchange[];
  /** Sends an operation's request. */
  ask(operation: Operation, request: ExampleRequest, sending?: Sending): Promise<Exchange>;
  /** Sends any request to a Worker. */
  visit(domain: Domain, method: string, path: string, asked?: Asked): Promise<Exchange>;
  /** Lets every Worker react to the events of a record that it has not dealt with. */
  react(subjectId: string): Promise<void>;
  /** The same database and record of exchanges in other surroundings. */
  within(surroundings: Surroundings): World;
}

/** A world of its own: nothing that happens in it is seen from another. */
export async function openWorld(surface: Surface, options: DatabaseOptions = {}): Promise<World> {
  const { database, tenants } = await databaseWithTenants(options);
  const exchanges: Exchange[] = [];
  const bindings = { FILES: testBucket() };
  return worldOn({ surface, database, tenants, exchanges, bindings }, {});
}

interface Ground {
  readonly surface: Surface;
  readonly database: TestDatabase;
  readonly tenants: Tenants;
  readonly exchanges: Exchange[];
  /** The files of the world, whatever its surroundings. */
  readonly bindings: { readonly FILES: ReturnType<typeof testBucket> };
}

function worldOn(ground: Ground, { bindings, between }: Surroundings): World {
  const { surface, database, tenants, exchanges } = ground;
  const fetch = between?.(database.binding.fetch) ?? database.binding.fetch;
  const workers = new Map<Domain, Promise<WorkerUnderTest>>();
  const workerOf = (domain: Domain) => {
    const made =
      workers.get(domain) ??
      workerUnderTest(
        domain,
        { ...database, binding: { fetch } },
        { bindings: { ...ground.bindings, ...bindings } },
      );
    workers.set(domain, made);
    return made;
  };
  async function send(domain: Domain, sent: Omit<Exchange, 'answer'>): Promise<Exchange> {
    const answer = await (await workerOf(domain)).request(sent.method, sent.path, sent.asked);
    const exchange = { ...sent, answer };
    exchanges.push(exchange);
    return exchange;
  }
  return {
    ...tenants,
    surface,
    database,
    exchanges,
    ask(operation, request, sending = {}) {
      const domain = domainOf(surface, operation);
      const asked = askedOf(operation, request, sending, tenants.home.token);
      const { method } = operation;
      const path = pathOf(operation, request, sending.search);
      return send(domain, { operation, request, method, path, asked });
    },
    visit: (domain, method, path, asked = {}) =>
      send(domain, { operation: undefined, request: {}, method, path, asked }),
    async react(subjectId) {
      for (const domain of surface.domains) await (await workerOf(domain)).react(subjectId);
    },
    within: (surroundings) => worldOn(ground, surroundings),
  };
}

function domainOf(surface: Surface, operation: Operation): Domain {
  const found = surface.domains.find(({ operations }) => operations.includes(operation));
  if (found === undefined) throw new Error(`${operation.id} is mounted nowhere`);
  return found;
}

/** The path of a request with its parameters and its query, or another one. */
export function pathOf(
  { path }: Operation,
  { params = {}, query = {} }: ExampleRequest,
  search = new URLSearchParams(query).toString(),
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  return search === '' ? filled : `${filled}?${search}`;
}

function askedOf(operation: Operation, request: ExampleRequest, sending: Sending, usual: string): Asked {
  const { Authorization: own, ...others } = request.headers ?? {};
  const usually = operation.permission === 'anonymous' ? undefined : `Bearer ${usual}`;
  const { caller } = sending;
  const chosen = caller === undefined ? (own ?? usually) : caller === null ? undefined : `Bearer ${caller}`;
  const body = sending.text ?? request.body;
  return {
    ...(body !== undefined && { body }),
    ...(body === undefined && request.form && { form: formOf(request.form) }),
    ...(sending.key !== undefined && { key: sending.key }),
    headers: { ...others, ...(chosen !== undefined && { Authorization: chosen }), ...sending.headers },
  };
}

/** The form of an example as clients send it. */
function formOf({ fields, file }: NonNullable<ExampleRequest['form']>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([file.content as string]), file.name);
  return form;
}
