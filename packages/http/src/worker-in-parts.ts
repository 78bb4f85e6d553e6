import type { Domain } from './domain.ts';
import type { Operation } from './operation.ts';
import { createRuntime, type Runtime } from './runtime.ts';
import { createWorker } from './worker.ts';

type Worker = ReturnType<typeof createWorker>;

/** What most requests ask of a domain. */
export type Everyday = Pick<Domain, 'name' | 'env' | 'operations'>;

/**
 * The handlers of a domain Worker that is large: an isolate evaluates at its start what it is asked for every day, and
 * the whole domain when somebody asks for anything else, or a cron or a message comes. `whole` holds all operations,
 * the everyday ones too.
 */
export function createWorkerInParts(
  everyday: Everyday,
  whole: () => Promise<Domain>,
  makeRuntime: (bindings: unknown) => Runtime = (bindings) => createRuntime(bindings, everyday.env),
): Worker {
  let runtime: Runtime | undefined;
  const runtimeFor = (bindings: unknown): Runtime => {
    runtime ??= makeRuntime(bindings);
    return runtime;
  };
  const first = createWorker({ ...everyday, jobs: [], reactions: [] }, runtimeFor);
  const isEveryday = mountedIn(everyday.operations);
  let rest: Promise<Worker> | undefined;
  const all = () => {
    rest ??= whole().then((domain) => createWorker(domain, runtimeFor));
    return rest;
  };
  return {
    async fetch(request, ...given) {
      const worker = isEveryday(request.method, new URL(request.url).pathname) ? first : await all();
      return worker.fetch(request, ...given);
    },
    async scheduled(...given) {
      return (await all()).scheduled(...given);
    },
    async queue(...given) {
      return (await all()).queue(...given);
    },
  };
}

/** Whether one of the operations answers a method at a path. */
export function mountedIn(operations: readonly Operation[]): (method: string, path: string) => boolean {
  const byMethod = Map.groupBy(operations, ({ method }) => method as string);
  const patterns = new Map(
    [...byMethod].map(([method, some]) => [method, new RegExp(`^(?:${some.map(patternOf).join('|')})$`)]),
  );
  return (method, path) => patterns.get(method === 'HEAD' ? 'GET' : method)?.test(path) ?? false;
}

function patternOf({ path }: Operation): string {
  return path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+');
}
