import { parseArgs } from 'node:util';
import { DamagedDatabaseError } from './errors.ts';
import { mainTexts } from './main-texts.ts';
import { createLibsqlServer, type LibsqlServer } from './server.ts';

const texts = mainTexts(process.env);

interface MainOptions {
  directory: string;
  port: number;
  host: string;
  synchronous: 'full' | 'normal' | 'off';
}

function readOptions(): MainOptions {
  const { values } = parseArgs({
    options: {
      directory: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      synchronous: { type: 'string', default: 'full' },
    },
  });
  const { directory, host, synchronous } = values;
  const port = Number(values.port);
  if (directory === undefined || values.port === undefined) throw new Error(texts.usage);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(texts.invalidPort(values.port));
  if (synchronous !== 'full' && synchronous !== 'normal' && synchronous !== 'off')
    throw new Error(texts.usage);
  return { directory, port, host, synchronous };
}

/** One line that tells a person what to do. */
function explain(error: unknown, { host, port }: MainOptions): string {
  if (error instanceof DamagedDatabaseError) return texts.damaged(error.file, error.detail);
  const detail = error instanceof Error ? error.message : String(error);
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return isTaken ? texts.portTaken(host, port) : texts.failed(detail);
}

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function stopOnSignal(server: LibsqlServer): void {
  const stop = () => {
    server.close().then(
      () => process.exit(0),
      (error) => fail(texts.failed(String(error))),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/**
 * Serves until the process is stopped. Prints one line of JSON with its URL once it is ready; ends with status 1
 * and one line on stderr when it cannot start, and with status 0 on SIGTERM or SIGINT once all is written. A token
 * in the variable LIBSQL_AUTH_TOKEN is required of every request.
 */
async function start(options: MainOptions): Promise<void> {
  const { directory, port, host, synchronous } = options;
  const authToken = process.env.LIBSQL_AUTH_TOKEN;
  const server = createLibsqlServer({ directory, synchronous, ...(authToken ? { authToken } : {}) });
  for (const database of server.databases()) await server.verify(database);
  const { url } = await server.listen({ port, host });
  stopOnSignal(server);
  process.stdout.write(`${JSON.stringify({ url })}\n`);
}

function optionsOrUsage(): MainOptions {
  try {
    return readOptions();
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

const options = optionsOrUsage();
start(options).catch((error) => fail(explain(error, options)));
