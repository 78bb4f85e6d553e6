import { openApiDocument } from '@keyline/http/openapi';
import { type AnswerValidator, createAnswerValidator } from '@keyline/http/openapi-validate';
import type { Surface } from './surface.ts';
import type { Exchange } from './world.ts';

const validators = new WeakMap<Surface, AnswerValidator>();

/** The check of answers against the API document of this surface. */
function validatorOf(surface: Surface): AnswerValidator {
  const { domains } = surface;
  const known = validators.get(surface);
  const made = known ?? createAnswerValidator(openApiDocument({ title: 'Keyline', version: '0', domains }));
  validators.set(surface, made);
  return made;
}

/** Words of the database, of its driver and of a stack: nobody outside may read them. */
const inside = [
  /\bSELECT\b[^"]*\bFROM\b/,
  /\b(INSERT INTO|DELETE FROM|UPDATE \S+ SET|WITH g AS)\b/,
  /sqlite|libsql|hrana|drizzle/i,
  /\b(UNIQUE|FOREIGN KEY|NOT NULL|CHECK) constraint/i,
  /precondition failed/,
  /\bat [^"]*\([^"]*:\d+:\d+\)/,
  /\bnode:|node_modules|\.ts:\d+/,
  /\b(TypeError|ReferenceError|SyntaxError|RangeError)\b/,
];

/** What is wrong with answers whatever was asked: words from inside, and what the API document does not say. */
export function exchangeFindings(surface: Surface, exchanges: readonly Exchange[]): string[] {
  const validator = validatorOf(surface);
  return exchanges.flatMap(({ method, path, answer }) => {
    const text = textOf(answer);
    const leaks = inside.filter((pattern) => pattern.test(text)).map((pattern) => `tells of ${pattern}`);
    // Browsers send a cookie to whoever made them ask: none is ever set, so none can be ridden on.
    const cookies = answer.headers.has('Set-Cookie') ? ['sets a cookie'] : [];
    // An answer to HEAD has no body that could be held against anything.
    const undeclared = method === 'HEAD' ? [] : validator.check({ method, path, ...answer });
    return [...leaks, ...cookies, ...undeclared].map(
      (finding) => `${method} ${path} ${answer.status}: ${finding}`,
    );
  });
}

/** Everything that an answer shows: its body and its headers. */
export function textOf({ body, headers }: Exchange['answer']): string {
  const shown = [...headers].map(([name, value]) => `${name}: ${value}`);
  return [JSON.stringify(body) ?? '', ...shown].join('\n');
}
