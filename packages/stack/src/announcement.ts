import { relative } from 'node:path';
import { words } from './failure.ts';

export interface Announced {
  readonly url: string;
  readonly directory: string;
  readonly signUp: 'open' | 'closed';
  readonly testTime: boolean;
  readonly outbox: boolean;
}

/** What a person reads when the stack is up, in the language of the terminal. */
export function announcement({ url, directory, signUp, testTime, outbox }: Announced): string {
  const place = relative(process.cwd(), directory) || '.';
  const data = place.startsWith('..') ? directory : place;
  const found = `curl -X POST ${url}/v1/tenants -H 'Content-Type: application/json' -d '${foundingBody}'`;
  const lines = [
    words({
      en: `Keyline runs at ${url} (data in ${data}${testTime ? ', test time on' : ''}). Ctrl-C stops it.`,
      'zh-CN': `Keyline 已在 ${url} 运行（数据位于 ${data}${testTime ? '，测试时间已启用' : ''}），按 Ctrl-C 停止。`,
    }),
    words({ en: `  API reference  ${url}/docs`, 'zh-CN': `  接口文档  ${url}/docs` }),
    ...(outbox
      ? [words({ en: `  Outbox         ${url}/dev/outbox`, 'zh-CN': `  发件箱    ${url}/dev/outbox` })]
      : []),
    signUp === 'open'
      ? words({ en: `  Sign up        ${found}`, 'zh-CN': `  注册租户  ${found}` })
      : words({
          en: '  Sign-up is closed; SIGN_UP=open lets anybody found a tenant.',
          'zh-CN': '  注册已关闭；设置 SIGN_UP=open 可开放创建租户。',
        }),
  ];
  return `${lines.join('\n')}\n`;
}

const foundingBody = JSON.stringify({
  name: 'First City Telecom',
  slug: 'first-city',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  admin: { name: 'Li Na', email: 'li.na@example.cn', password: 'choose-a-long-one' },
});
