import { failedStatement, UnavailableError } from '@keyline/store';

/**
 * Name and place of an error, and which statement of a batch it was. Messages, of the database driver as of a
 * parser, may hold personal data and stay out, all but our own of a database that is away; a stack begins with
 * the message, of as many lines as it has.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  const frames = error.stack?.replace(error.message, '').split('\n') ?? [];
  const places = frames.filter((line) => /^\s+at /.test(line)).slice(0, 7);
  const statement = failedStatement(error);
  return {
    name: error.name,
    ...(error instanceof UnavailableError && { message: error.message }),
    ...(statement !== undefined && { statement }),
    stack: places.join('\n'),
    ...cause,
  };
}
