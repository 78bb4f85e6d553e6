import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectTree } from '../architecture/tree.ts';
import { startTestStack, temporaryDirectory } from '../stack/temporary-stack.ts';
import { blocksOf, sectionOf } from './markdown.ts';

const readme = sectionOf(projectTree().get('README.md') ?? '', 'First steps');
const address = 'http://localhost:8787';
const blocks = blocksOf(readme).filter(({ language }) => language === 'sh');

/** Runs blocks one after the other in one shell, as a reader does, and returns what each of them printed. */
async function runInOneShell(texts: readonly string[], url: string): Promise<string[]> {
  const mark = '----- next block -----';
  const script = texts.map((text) => text.replaceAll(address, url)).join(`\nprintf '\\n%s\\n' '${mark}'\n`);
  const { stdout } = await promisify(execFile)('sh', ['-eu', '-c', script], { timeout: 60_000 });
  return stdout.split(`\n${mark}\n`).map((printed) => printed.trim());
}

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: Awaited<ReturnType<typeof startTestStack>>;
let printed: string[];
beforeAll(async () => {
  directory = await temporaryDirectory();
  stack = await startTestStack(directory.path);
  printed = await runInOneShell(
    blocks.map(({ text }) => text),
    stack.url,
  );
});
afterAll(async () => {
  await stack.stop();
  await directory.remove();
});

/** What the one block printed that has this in it. */
function outputOf(part: string): string {
  const found = blocks.flatMap(({ text }, index) => (text.includes(part) ? [printed[index] ?? ''] : []));
  if (found.length !== 1) throw new Error(`${found.length} blocks of the README have ${part}`);
  return found[0] ?? '';
}

describe('the first steps of the README', () => {
  test('name the address once, so that it can be another one', () => {
    expect(
      blocks
        .map(({ text }) => text)
        .join('')
        .split(address),
    ).toHaveLength(2);
  });

  test('need nothing but a shell and curl', () => {
    const programs = blocks.flatMap(({ text }) => text.match(/(?<=^|\| |\$\()[a-z]\w*(?= )/gm) ?? []);
    expect([...new Set(programs)].sort()).toEqual(['curl', 'echo', 'grep', 'sed']);
  });

  test('find everything healthy', () => {
    expect(JSON.parse(outputOf('/healthz'))).toMatchObject({ status: 'ok', database: 'ok' });
  });

  test('found a tenant and sign its administrator in', () => {
    expect(JSON.parse(outputOf('/v1/tenants'))).toMatchObject({ tenant: { slug: 'xian' } });
    expect(JSON.parse(outputOf('/v1/auth/token'))).toMatchObject({ user: { email: 'wang.lei@example.cn' } });
  });

  test('create an account, list it and find it by a part of its name', () => {
    const id = outputOf('first-account');
    expect(id).toMatch(/^acc_[0-9a-z]{26}$/);
    const lists = outputOf('q=大数据').split('\n');
    expect(lists).toHaveLength(2);
    for (const list of lists) expect(JSON.parse(list)).toMatchObject({ data: [{ id }], nextCursor: null });
  });

  test('show its change and its visit on the timeline', () => {
    const [changed, logged, timeline] = outputOf('/timeline').split('\n');
    expect(JSON.parse(changed ?? '')).toMatchObject({ version: 2, industry: 'finance' });
    expect(JSON.parse(logged ?? '')).toMatchObject({ kind: 'visit' });
    const { data } = JSON.parse(timeline ?? '') as { data: { type: string }[] };
    expect(data.map(({ type }) => type)).toEqual([
      'interaction.logged',
      'account.changed',
      'account.created',
    ]);
  });

  test('show a problem in Chinese, with the account that is too much alike', () => {
    expect(JSON.parse(outputOf('Accept-Language'))).toMatchObject({
      code: 'account.similar_name',
      title: '存在名称相似的客户',
      candidates: [{ id: outputOf('first-account') }],
    });
  });

  test('reach the reference page and the document', () => {
    expect(outputOf('/docs')).toMatch(/^<title>.+<\/title>\n"operationId":"createAccount"$/);
  });
});
