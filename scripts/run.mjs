// Runs one of the project's commands on a machine with nothing but Node 20 and npm: installs what is missing,
// then hands over to Node 24, which comes as a package. Plain JavaScript, so that it needs nothing itself.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const commands = {
  bench: 'bench/src/main.ts',
  'demo:import': 'packages/stack/src/commands/demo-import.ts',
  ...Object.fromEntries(
    [
      'backup',
      'cron',
      'deploy',
      'keys',
      'migrate',
      'restore',
      'serve',
      'settle',
      'start',
      'test',
      'verify',
    ].map((name) => [name, `packages/stack/src/commands/${name}.ts`]),
  ),
};
const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
const say = (en, zh) => process.stderr.write(`${chinese ? zh : en}\n`);

const [name = '', ...parameters] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  const known = Object.keys(commands).sort().join(', ');
  say(`No command "${name}". There are: ${known}.`, `没有命令“${name}”。可用的有：${known}。`);
  process.exit(1);
}
await install();
const node = resolve(root, 'node_modules/.bin/node');
// Compiled code is kept between runs: a start takes a second less.
process.env.NODE_COMPILE_CACHE ||= resolve(root, 'node_modules/.cache/compiled');
process.exit(await run(node, [resolve(root, command), ...parameters], { stdio: 'inherit' }));

async function install() {
  const digest = createHash('sha256')
    .update(readFileSync(resolve(root, 'pnpm-lock.yaml')))
    .digest('hex');
  const stamp = resolve(root, 'node_modules/.keyline-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  const { packageManager } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  // npx has fetched the very version that package.json names; pnpm need not fetch itself once more.
  const installer = `npx -y ${packageManager} install --frozen-lockfile --pm-on-fail=ignore`;
  say('Installing what is missing, once (about half a minute) ...', '首次运行，正在安装依赖（约半分钟）……');
  const [program, ...rest] = [...installer.split(' '), '--reporter=append-only'];
  const output = [];
  const code = await run(program, rest, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    collect: output,
  });
  if (code !== 0) {
    process.stderr.write(Buffer.concat(output));
    say(`The installation failed (see above). Command: ${installer}`, `安装失败（见上）。命令：${installer}`);
    process.exit(code);
  }
  writeFileSync(stamp, digest);
}

/** Runs a program, passes signals on to it, and resolves to its exit code. */
function run(program, parameters, { collect, ...options }) {
  return new Promise((done) => {
    const child = spawn(program, parameters, options);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => collect.push(chunk));
    const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
      const passOn = () => child.kill(signal);
      process.on(signal, passOn);
      return [signal, passOn];
    });
    const end = (code) => {
      for (const [signal, passOn] of handlers) process.off(signal, passOn);
      done(code);
    };
    child.on('error', (error) => {
      say(`Cannot run ${program}: ${error.message}`, `无法运行 ${program}：${error.message}`);
      end(127);
    });
    child.on('close', (code, signal) => end(code ?? 128 + constants.signals[signal]));
  });
}
