import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify, stripVTControlCharacters } from 'node:util';
import { projectRoot } from './project.ts';

const execute = promisify(execFile);
const program = fileURLToPath(import.meta.resolve('wrangler'));

/** Keeps wrangler from asking, from reporting, and from writing logs of its own. */
const quiet = {
  CI: '1',
  NO_COLOR: '1',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_WRITE_LOGS: 'false',
};

/** Runs the project's own wrangler and returns what it printed. Throws an Error with wrangler's own reason. */
export async function runWrangler(parameters: readonly string[]): Promise<string> {
  try {
    const { stdout } = await execute(process.execPath, ['--no-warnings', program, ...parameters], {
      cwd: projectRoot,
      env: { ...process.env, ...quiet },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    throw new Error(reasonIn(error), { cause: error });
  }
}

/** wrangler marks the line that matters, and tells Cloudflare's own answer in the line after it. */
function reasonIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const output = 'stderr' in error && 'stdout' in error ? `${error.stderr}\n${error.stdout}` : error.message;
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const index = lines.findIndex((line) => line.includes('[ERROR]'));
  const marked = lines[index]?.replace(/^.*\[ERROR\]\s*/, '');
  if (marked === undefined) return lines[0] ?? error.message;
  return /request to the Cloudflare API/i.test(marked) ? `${marked} ${lines[index + 1] ?? ''}` : marked;
}
