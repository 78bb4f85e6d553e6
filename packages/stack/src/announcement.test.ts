import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { announcement } from './announcement.ts';
import { inProject } from './project.ts';

const start = {
  url: 'http://127.0.0.1:8787',
  directory: inProject('.data'),
  signUp: 'open',
  testTime: true,
  outbox: true,
} as const;

beforeEach(() => void vi.stubEnv('LC_ALL', 'en_US.UTF-8'));
afterEach(() => void vi.unstubAllEnvs());

describe('what is said when the stack is up', () => {
  test('is where it is, where its reference is, and how to sign up by one command', () => {
    const text = announcement(start);
    expect(text).toContain('http://127.0.0.1:8787 ');
    expect(text).toContain('http://127.0.0.1:8787/docs');
    const body = /-d '(.*)'/.exec(text)?.[1] ?? '';
    expect(JSON.parse(body)).toMatchObject({ slug: 'first-city', admin: { email: 'li.na@example.cn' } });
    expect(text).toContain('test time');
  });

  test('is how to open sign-up where it is closed, and nothing of test time', () => {
    const text = announcement({ ...start, signUp: 'closed', testTime: false, outbox: false });
    expect(text).toContain('SIGN_UP=open');
    expect(text).not.toContain('curl');
    expect(text).not.toContain('test time');
  });

  test('is said in the language of the terminal', () => {
    vi.stubEnv('LC_ALL', 'zh_CN.UTF-8');
    expect(announcement(start)).toContain('接口文档');
  });
});
