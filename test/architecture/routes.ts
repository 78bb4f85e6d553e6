import type { Domain } from '@keyline/http';

/** How the edge knows what is whose. */
export interface EdgeRouting {
  routeOf(path: string): string | undefined;
  /** Patterns of the paths that reach the edge Worker; all others are assets. */
  readonly runWorkerFirst: readonly string[];
}

/** Paths that the edge Worker answers itself. */
const edgePaths = ['/healthz', '/accept-invitation', '/set-password'];

/** Files that the edge serves without running. */
const assetPaths = ['/', '/docs', '/docs/problems/route.not_found', '/openapi.json', '/index.css'];

/** Mounted paths that the edge sends elsewhere, and paths that would be answered by the wrong half of it. */
export function routeFindings(domains: readonly Domain[], edge: EdgeRouting): string[] {
  const mounted = domains.flatMap((domain) =>
    domain.operations.map(({ path }) => ({ owner: domain.name, path: path.replace(/\{\w+\}/g, 'x') })),
  );
  const misrouted = mounted
    .filter(({ owner, path }) => edge.routeOf(path) !== owner)
    .map(({ owner, path }) => `${path} of ${owner} is routed to ${edge.routeOf(path) ?? 'nobody'}`);
  const unreached = [...mounted.map(({ path }) => path), ...edgePaths]
    .filter((path) => !reachesWorker(edge, path))
    .map((path) => `${path} would be answered as an asset`);
  const shadowed = assetPaths
    .filter((path) => reachesWorker(edge, path))
    .map((path) => `${path} is an asset and would reach the Worker`);
  return [...new Set([...misrouted, ...unreached, ...shadowed])];
}

function reachesWorker({ runWorkerFirst }: EdgeRouting, path: string): boolean {
  return runWorkerFirst.some((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(path);
  });
}
