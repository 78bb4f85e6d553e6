import { buildAssets } from '../build/assets.ts';
import { misused, parseParameters, runCommand } from '../command.ts';
import { makeBuckets } from '../deployment/buckets.ts';
import { type Deployment, deployWorker, rehearseWorker } from '../deployment/deploy.ts';
import { makeQueues } from '../deployment/queues.ts';
import { readDeploymentSecrets } from '../deployment/secrets.ts';
import { words } from '../failure.ts';
import { bringForward } from '../migrating.ts';
import { workerNames } from '../project.ts';
import { readVersion } from '../version.ts';

const usage = 'npm run deploy -- [--dry-run] --url <libSQL URL>';

await runCommand(async (parameters) => {
  const { values } = parseParameters(parameters, usage, {
    options: { 'dry-run': { type: 'boolean', default: false }, url: { type: 'string' } },
  });
  if (values['dry-run']) return rehearse();
  const { url } = values;
  if (url === undefined) throw misused(words({ en: '--url is missing.', 'zh-CN': '缺少 --url。' }), usage);
  const secrets = readDeploymentSecrets(url, process.env);
  await deploy({ databaseUrl: url, secrets, version: await readVersion() });
});

async function rehearse(): Promise<void> {
  await buildAssets();
  for (const worker of workerNames) {
    const kilobytes = ((await rehearseWorker(worker)) / 1_000).toFixed(1);
    say({ en: `${worker}  ${kilobytes} kB gzip`, 'zh-CN': `${worker}  gzip 后 ${kilobytes} kB` });
  }
  say({ en: 'Nothing was uploaded.', 'zh-CN': '未上传任何内容。' });
}

async function deploy(deployment: Deployment): Promise<void> {
  const { databaseUrl, secrets, version } = deployment;
  await buildAssets();
  const applied = await bringForward(databaseUrl, secrets.databaseAuthToken);
  say({
    en: `database  ${applied.length} migrations applied`,
    'zh-CN': `数据库  已执行 ${applied.length} 个迁移`,
  });
  await makeQueues();
  say({ en: 'queues  ready', 'zh-CN': '队列  已就绪' });
  await makeBuckets();
  say({ en: 'buckets  ready', 'zh-CN': '存储桶  已就绪' });
  for (const worker of workerNames) {
    await deployWorker(worker, deployment);
    say({ en: `${worker}  deployed ${version}`, 'zh-CN': `${worker}  已部署 ${version}` });
  }
}

function say(text: { readonly en: string; readonly 'zh-CN': string }): void {
  process.stdout.write(`${words(text)}\n`);
}
