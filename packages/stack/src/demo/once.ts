import { Failure, reasonOf, words } from '../failure.ts';
import { administrator, emailOf, password, tenant } from './cast.ts';
import { loadDemo } from './load-demo.ts';
import { signIn } from './load-organisation.ts';
import { ticketCount } from './load-tickets.ts';

/** Loads the demo tenant where the stack does not have it yet, and says how to sign in. */
export async function demoOnce(url: string, say: (line: string) => void): Promise<void> {
  if (!(await isLoaded(url))) {
    say(
      words({
        en: 'Loading the demo tenant, once; it takes a minute or two. Everything works meanwhile.',
        'zh-CN': '正在载入演示租户（仅一次，约一两分钟），期间可正常使用。',
      }),
    );
    await loadDemo(url, Date.now()).catch(notLoaded);
  }
  const access = `${tenant.slug} / ${emailOf('zhao.min')} / ${password}`;
  say(
    words({
      en: `The demo tenant is there. Sign in as its account manager: ${access}`,
      'zh-CN': `演示租户已就绪，可用客户经理登录：${access}`,
    }),
  );
}

/** Whether everything is there; its tickets are loaded last. */
async function isLoaded(url: string): Promise<boolean> {
  const administers = await signIn(url, administrator.login).catch(() => undefined);
  if (administers === undefined) return false;
  const path = `/v1/tickets?limit=${ticketCount}`;
  const { data } = await administers<{ readonly data: readonly unknown[] }>('GET', path);
  return data.length === ticketCount;
}

function notLoaded(error: unknown): never {
  const reason = reasonOf(error);
  throw new Failure(
    {
      en: `The demo tenant is not loaded whole: ${reason}`,
      'zh-CN': `演示租户未能完整载入：${reason}`,
    },
    { cause: error },
  );
}
