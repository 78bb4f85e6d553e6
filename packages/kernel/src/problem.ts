import { fill, type Locale, type Text, valuesIn } from './locale.ts';

/** One kind of problem: its status and its texts, `{name}` standing for a value of the occurrence. */
export interface ProblemKind {
  readonly status: number;
  readonly title: Text;
  readonly detail: Text;
}

/** The problems of one domain by their code (stable, dotted: `account.not_found`). */
export type ProblemCatalogue = Readonly<Record<string, ProblemKind>>;

/** What is wrong with one part of the input, at a JSON Pointer (RFC 6901). */
export interface InputError {
  readonly pointer: string;
  readonly code: string;
  readonly detail: Text;
}

/** One occurrence of a problem, before it is put into words. */
export interface Problem<Code extends string = string> {
  readonly code: Code;
  readonly kind: ProblemKind;
  /** Values for the places in the texts; a word that is said otherwise in each language is a `Text`. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors?: readonly InputError[];
  /** Members of the document beside the standard ones. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export type ProblemExtras = Partial<Pick<Problem, 'values' | 'errors' | 'members' | 'headers'>>;

/** Makes occurrences of the problems of one catalogue, and of no others. */
export function refusals<const C extends ProblemCatalogue>(catalogue: C) {
  return <Code extends keyof C & string>(code: Code, extras: ProblemExtras = {}): Problem<Code> => {
    const kind = catalogue[code];
    if (kind === undefined) throw new Error(`no problem named ${code}`);
    return { code, kind, values: {}, ...extras };
  };
}

/** A problem on its way out of a function that has another result. `http` answers it; nobody else catches it. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Where an occurrence was seen: for the `type` URL, the words and the request's id. */
export interface ProblemPlace {
  readonly origin: string;
  readonly locale: Locale;
  readonly requestId: string;
}

/** The problem document of RFC 9457, with `code`, and `errors` for input. */
export function problemDocument(problem: Problem, place: ProblemPlace): Record<string, unknown> {
  return {
    ...problem.members,
    type: `${place.origin}/docs/problems/${problem.code}`,
    title: problem.kind.title[place.locale],
    status: problem.kind.status,
    detail: fill(problem.kind.detail[place.locale], valuesIn(place.locale, problem.values)),
    instance: place.requestId,
    code: problem.code,
    ...(problem.errors && {
      errors: problem.errors.map(({ pointer, code, detail }) => ({
        pointer,
        code,
        detail: detail[place.locale],
      })),
    }),
  };
}

/** The answer that carries a problem document. */
export function problemResponse(problem: Problem, place: ProblemPlace): Response {
  return new Response(JSON.stringify(problemDocument(problem, place)), {
    status: problem.kind.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Language': place.locale,
      'Cache-Control': 'no-store',
      'X-Request-Id': place.requestId,
      ...problem.headers,
    },
  });
}
