import type { Domain } from '@keyline/http';
import type { Tree } from './tree.ts';

const sections = ['Words', 'Stages', 'Events', 'Operations'];
/** Beside its tables, which grow with the domain: they are looked up, not read. */
const mostLines = 90;

/** What a Worker's README leaves out, gets wrong or tells at too great a length. */
export function readmeFindings(
  tree: Tree,
  domain: Domain,
  eventsOf: (operationId: string) => readonly string[],
): string[] {
  const path = `workers/${domain.name}/README.md`;
  const text = tree.get(path) ?? '';
  const mounted = domain.operations.map(({ method, path: route }) => `${method} ${route}`);
  const named = [...text.matchAll(/`(GET|POST|PUT|PATCH|DELETE) (\/[^`?]*)`/g)].map(
    ([, method, route]) => `${method} ${route}`,
  );
  const events = [...new Set(domain.operations.flatMap(({ id }) => eventsOf(id)))];
  const lines = text
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('|')).length;
  return [
    ...sections
      .filter((name) => !new RegExp(`^## ${name}\\b`, 'm').test(text))
      .map((name) => `has no section ${name}`),
    ...mounted.filter((one) => !named.includes(one)).map((one) => `does not name ${one}`),
    ...named
      .filter((one) => one !== 'GET /healthz' && !mounted.includes(one))
      .map((one) => `names ${one}, which is not mounted`),
    ...events
      .filter((event) => !text.includes(`\`${event}\``))
      .map((event) => `does not name the event ${event}`),
    ...(lines > mostLines ? [`has ${lines} lines beside its tables: it is one page`] : []),
  ].map((finding) => `${path} ${finding}`);
}
