import { actionsIn } from './builtin.ts';
import type { Definition } from './definition.ts';

interface Edge {
  readonly from: string;
  readonly to: string;
  /** Whether it is allowed without any condition. */
  readonly free: boolean;
}

/** Every way between stages; `back` leads wherever a case can have come from. */
function edgesOf(definition: Definition): readonly Edge[] {
  const known = new Set(definition.stages.map(({ key }) => key));
  const drawn = definition.stages.flatMap(({ key }) =>
    actionsIn(definition, key)
      .filter(({ to }) => to !== undefined && to !== key && (to === 'back' || known.has(to)))
      .map(({ to = '', own }) => ({ from: key, to, free: own?.when === undefined })),
  );
  const forth = drawn.filter(({ to }) => to !== 'back');
  const back = drawn.filter(({ to }) => to === 'back');
  // A case can have come by a way back too, so that there may be more of them with each look.
  let edges: readonly Edge[] = forth;
  for (let size = -1; size !== edges.length; ) {
    size = edges.length;
    const added = back.flatMap(({ from, free }) =>
      edges.filter((edge) => edge.to === from).map((edge) => ({ from, to: edge.from, free })),
    );
    edges = [...new Map([...edges, ...added].map((edge) => [JSON.stringify(edge), edge])).values()];
  }
  return edges;
}

function spread(
  starts: readonly string[],
  edges: readonly (readonly [string, string])[],
): ReadonlySet<string> {
  const found = new Set(starts);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const [from, to] of edges) if (found.has(from)) found.add(to);
  }
  return found;
}

/** Stages that nothing leads to, that only conditions lead out of, and from which no end can be reached. */
export function flaws(definition: Definition): {
  readonly unreachable: readonly string[];
  readonly noWayOut: readonly string[];
  readonly neverEnds: readonly string[];
} {
  const edges = edgesOf(definition);
  const { stages, start } = definition;
  const reached = spread(
    [start],
    edges.map(({ from, to }) => [from, to]),
  );
  const ends = stages.filter(({ outcome }) => outcome !== undefined).map(({ key }) => key);
  const free = edges.filter((edge) => edge.free);
  const ending = spread(
    ends,
    free.map(({ from, to }) => [to, from]),
  );
  const open = stages.filter(({ key, outcome }) => outcome === undefined && reached.has(key));
  // A case that has just begun has nowhere to go back to.
  const forth = (key: string) =>
    actionsIn(definition, key).some(
      ({ to, own }) =>
        to !== undefined && to !== key && own?.when === undefined && !(to === 'back' && key === start),
    );
  const noWayOut = open.filter(({ key }) => !forth(key)).map(({ key }) => key);
  return {
    unreachable: stages.filter(({ key }) => !reached.has(key)).map(({ key }) => key),
    noWayOut,
    neverEnds: open.map(({ key }) => key).filter((key) => !ending.has(key) && !noWayOut.includes(key)),
  };
}
