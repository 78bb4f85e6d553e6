import * as v from 'valibot';
import type { ControlHandlers } from './control.ts';
import { Failure } from './failure.ts';
import type { Stack } from './stack.ts';

const cronInput = v.object({ at: v.string(), worker: v.optional(v.string()) });

/** What a running stack does for `npm run cron` and `npm run settle`, and where it is for others. */
export function controlHandlers(stack: () => Stack | undefined, clock: 'system' | 'test'): ControlHandlers {
  const up = () => {
    const running = stack();
    if (running === undefined) throw stillStarting();
    return running;
  };
  return {
    status: async () => ({ up: stack() !== undefined, url: stack()?.url }),
    settle: () => up().settle(),
    cron: async (input) => {
      if (clock !== 'test') throw noTestTime();
      await up().cron(v.parse(cronInput, input));
    },
  };
}

export function stillStarting(): Failure {
  return new Failure({ en: 'The stack is still starting.', 'zh-CN': '实例仍在启动中。' });
}

function noTestTime(): Failure {
  return new Failure({
    en: 'The running stack has no test time; only one started by npm start does.',
    'zh-CN': '正在运行的实例不支持测试时间，仅 npm start 启动的实例支持。',
  });
}
