import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { secretChannelNames } from '../channel-settings.ts';
import { Failure, reasonOf } from '../failure.ts';
import { tokenKeyVariables } from '../keys.ts';
import { inProject, type WorkerName, wranglerFile } from '../project.ts';
import { sealsAndLinks } from '../variables.ts';
import { runWrangler } from '../wrangler.ts';
import type { DeploymentSecrets } from './secrets.ts';

export interface Deployment {
  readonly databaseUrl: string;
  readonly version: string;
  readonly secrets: DeploymentSecrets;
}

/** Bundles one Worker as a deployment would, uploads nothing, and returns its gzipped size in bytes. */
export async function rehearseWorker(worker: WorkerName): Promise<number> {
  const outDir = inProject('dist/deploy', worker);
  await deployBy(worker, ['--dry-run', '--outdir', outDir]);
  return gzipSync(await readFile(join(outDir, 'worker.js'))).byteLength;
}

/** Uploads one Worker with its variables and, in the same version, its secrets. */
export async function deployWorker(worker: WorkerName, deployment: Deployment): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'keyline-deploy-'));
  const file = join(folder, 'secrets.json');
  try {
    await writeFile(file, JSON.stringify(secretsOf(worker, deployment)), { mode: 0o600 });
    const variables = Object.entries(variablesOf(worker, deployment));
    await deployBy(worker, [
      ...variables.flatMap(([name, value]) => ['--var', `${name}:${value}`]),
      ...['--secrets-file', file],
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The variables that the wrangler file leaves open. */
export function variablesOf(worker: WorkerName, deployment: Deployment): Readonly<Record<string, string>> {
  const { databaseUrl, version, secrets } = deployment;
  if (worker === 'edge') return { VERSION: version };
  const own = JSON.parse(tokenKeyVariables([secrets.tokenKey]).TOKEN_PUBLIC_KEYS) as {
    keys: { kid: string }[];
  };
  const former = secrets.formerPublicKeys.filter(({ kid }) => kid !== secrets.tokenKey.kid);
  return {
    VERSION: version,
    DATABASE_URL: databaseUrl,
    TOKEN_PUBLIC_KEYS: JSON.stringify({ keys: [...own.keys, ...former] }),
    ...(worker === 'notifications' && channelsOf(secrets, false)),
  };
}

/** The secrets of one Worker: only accounts signs, it and notifications seal and make links, and the edge has none. */
export function secretsOf(worker: WorkerName, { secrets }: Deployment): Readonly<Record<string, string>> {
  if (worker === 'edge') return {};
  return {
    ...(secrets.databaseAuthToken !== undefined && { DATABASE_AUTH_TOKEN: secrets.databaseAuthToken }),
    ...(worker === 'accounts' && {
      TOKEN_PRIVATE_KEY: JSON.stringify(secrets.tokenKey),
    }),
    ...(sealsAndLinks(worker) && { SEAL_KEY: secrets.sealKey, LINK_KEY: secrets.linkKey }),
    ...(worker === 'notifications' && channelsOf(secrets, true)),
  };
}

/** How messages leave: what is secret of it, or the rest. */
function channelsOf({ channels }: DeploymentSecrets, secret: boolean): Readonly<Record<string, string>> {
  const isSecret = (name: string) => secretChannelNames.some((one) => one === name);
  return Object.fromEntries(Object.entries(channels).filter(([name]) => isSecret(name) === secret));
}

async function deployBy(worker: WorkerName, parameters: readonly string[]): Promise<void> {
  try {
    await runWrangler(['deploy', '--config', wranglerFile(worker), ...parameters]);
  } catch (error) {
    const reason = reasonOf(error);
    throw new Failure(
      {
        en: `The Worker ${worker} was not deployed: ${reason}`,
        'zh-CN': `Worker ${worker} 部署失败：${reason}`,
      },
      { cause: error },
    );
  }
}
