import type { Bundle } from '@keyline/stack';

/**
 * The part of a bundle, 0 to 1 of its bytes, that is evaluated when it starts: what its entry imports by
 * statements. A module behind `import()` lies in the same file and is evaluated when somebody asks for it.
 */
export function shareAtStart({ inputs, outputs }: Bundle['metafile']): number {
  const output = Object.values(outputs).find(({ entryPoint }) => entryPoint !== undefined);
  if (output?.entryPoint === undefined) throw new Error('a bundle without an entry');
  const reached = new Set<string>();
  const ahead = [output.entryPoint];
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const imports = inputs[path]?.imports ?? [];
    ahead.push(...imports.filter(({ kind }) => kind !== 'dynamic-import').map((one) => one.path));
  }
  const bytes = Object.entries(output.inputs).map(
    ([path, { bytesInOutput }]) => [reached.has(path), bytesInOutput] as const,
  );
  const sum = (of: typeof bytes) => of.reduce((total, [, size]) => total + size, 0);
  return sum(bytes.filter(([atStart]) => atStart)) / sum(bytes);
}
