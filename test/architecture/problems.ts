import type { Domain } from '@keyline/http';
import { commonProblems, type ProblemCatalogue, type ProblemKind } from '@keyline/kernel';

/** A Worker with the problems that it spells. */
export interface Spelled {
  readonly domain: Domain;
  readonly problems: ProblemCatalogue;
}

const dotted = /^[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)+$/;

/**
 * Problems that an operation declares and its problems.ts does not spell, or spells otherwise; those that no
 * operation declares; codes that are not dotted or stand for two things.
 */
export function problemFindings(workers: readonly Spelled[]): string[] {
  const common: ProblemCatalogue = commonProblems;
  const perWorker = workers.flatMap(({ domain, problems }) => {
    const declared = domain.operations.flatMap(({ id, problems: own }) =>
      Object.entries(own).map(([code, kind]) => ({ id, code, kind })),
    );
    const codes = new Set(declared.map(({ code }) => code));
    return [
      ...declared.flatMap(({ id, code, kind }) =>
        declarationFindings(`${domain.name}: ${id}`, code, kind, problems),
      ),
      ...Object.keys(problems)
        .filter((code) => !codes.has(code))
        .map((code) => `${domain.name}: no operation declares ${code}`),
    ];
  });
  const spelled = [...Object.entries(common), ...workers.flatMap(({ problems }) => Object.entries(problems))];
  const codes = spelled.map(([code]) => code);
  return [
    ...perWorker,
    ...codes.filter((code, index) => codes.indexOf(code) !== index).map((code) => `${code} is spelled twice`),
    ...spelled.flatMap(([code, kind]) => kindFindings(code, kind)),
  ];
}

function declarationFindings(
  where: string,
  code: string,
  kind: ProblemKind,
  problems: ProblemCatalogue,
): string[] {
  const spelled = problems[code] ?? (commonProblems as ProblemCatalogue)[code];
  if (spelled === undefined) return [`${where} declares ${code}, which problems.ts does not spell`];
  return spelled === kind ? [] : [`${where} spells ${code} itself`];
}

function kindFindings(code: string, { status, title, detail }: ProblemKind): string[] {
  const places = (text: string) =>
    [...text.matchAll(/\{(\w+)\}/g)]
      .map(([, name]) => name)
      .sort()
      .join();
  return [
    ...(dotted.test(code) ? [] : [`${code} is not dotted lower case`]),
    ...(Number.isInteger(status) && status >= 400 && status <= 599
      ? []
      : [`${code} has the status ${status}`]),
    ...(places(detail.en) === places(detail['zh-CN']) ? [] : [`${code} fills other places in each language`]),
    ...(places(title.en + title['zh-CN']) === '' ? [] : [`${code} has a title that changes`]),
  ];
}
