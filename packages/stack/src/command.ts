import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Failure, reasonOf } from './failure.ts';

/**
 * Runs a command and sets the exit code: a Failure becomes one line on standard error and code 1; anything
 * else is a fault of ours and shows its stack.
 */
export async function runCommand(main: (parameters: readonly string[]) => Promise<void>): Promise<void> {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    const text = error instanceof Failure ? error.message : inFull(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}

function inFull(error: unknown): string {
  return (error instanceof Error && error.stack) || String(error);
}

/** Parses the arguments of a command. Throws a Failure of one line, followed by how it is to be called. */
export function parseParameters<const T extends ParseArgsConfig>(
  parameters: readonly string[],
  usage: string,
  config: T,
): ReturnType<typeof parseArgs<T & { args: string[] }>> {
  try {
    return parseArgs({ ...config, args: [...parameters] });
  } catch (error) {
    throw misused(reasonOf(error), usage);
  }
}

/** The refusal of arguments that do not fit. */
export function misused(reason: string, usage: string): Failure {
  return new Failure({ en: `${reason} Usage: ${usage}`, 'zh-CN': `${reason} 用法：${usage}` });
}

/** The folder in which the person typed the command; npm itself always changes to the project's. */
export function callerDirectory(): string {
  return process.env.INIT_CWD || process.cwd();
}
