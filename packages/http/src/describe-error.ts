/**
 * Name and place of an error. Messages, of the database driver as of a parser, may hold personal data and stay
 * out; a stack begins with the message, of as many lines as it has.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  const frames = error.stack?.replace(error.message, '').split('\n') ?? [];
  const places = frames.filter((line) => /^\s+at /.test(line)).slice(0, 7);
  return { name: error.name, stack: places.join('\n'), ...cause };
}
