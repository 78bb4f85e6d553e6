import { type CommonProblem, commonProblems, type ProblemCatalogue } from '@keyline/kernel';
import type { Domain } from '../domain.ts';
import type { Operation } from '../operation.ts';

/** Every problem an operation can answer: its own and the common ones that follow from its kind, by status. */
export function problemsOf(operation: Operation): ProblemCatalogue {
  const common = commonProblemsOf(operation).map((code) => [code, commonProblems[code]] as const);
  return byStatus({ ...operation.problems, ...Object.fromEntries(common) });
}

/** Every problem of the API: those of all operations and the common ones, by status. */
export function problemsOfApi(domains: readonly Domain[]): ProblemCatalogue {
  const own = domains.flatMap((domain) => domain.operations).flatMap((o) => Object.entries(o.problems));
  return byStatus({ ...Object.fromEntries(own), ...commonProblems });
}

/** Whether requests of this operation are counted against a limit: all but public reads that ask no database. */
export function isLimited(operation: Operation): boolean {
  return operation.permission !== 'anonymous' || operation.trips[1] > 0;
}

function commonProblemsOf(operation: Operation): CommonProblem[] {
  const { kind, permission, body, form, versioned, idempotent, trips } = operation;
  const signedIn = permission !== 'anonymous';
  const command = kind === 'command';
  const possible: [CommonProblem, boolean][] = [
    // Nothing takes a query parameter that it does not know, so that everything can be asked wrongly.
    ['request.invalid', true],
    ['request.malformed', body !== undefined],
    ['request.form_malformed', form !== undefined],
    ['request.not_authenticated', signedIn],
    ['request.not_permitted', signedIn && permission !== null],
    ['request.conflict', command],
    ['request.stale', command && versioned],
    ['request.too_large', body !== undefined || form !== undefined],
    ['request.unsupported_media_type', body !== undefined],
    ['request.form_expected', form !== undefined],
    ['request.key_reused', idempotent],
    ['request.too_many', isLimited(operation)],
    ['service.failed', true],
    ['service.unavailable', trips[1] > 0],
  ];
  return possible.filter(([, can]) => can).map(([code]) => code);
}

function byStatus(problems: ProblemCatalogue): ProblemCatalogue {
  const entries = Object.entries(problems);
  entries.sort(([a, x], [b, y]) => x.status - y.status || (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
