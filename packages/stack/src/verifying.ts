import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { SealedItem, ShownSeal, Verified } from '@keyline/events/verify';
import { eventKeys, sealKeys } from '@keyline/events/verify';
import type { Text } from '@keyline/kernel';
import { Failure, reasonOf } from './failure.ts';

/** The events of a file that holds one item of the feed in each line. Throws a Failure that names the line. */
export function eventsIn(file: string): AsyncIterable<SealedItem> {
  return linesOf<SealedItem>(file, eventKeys);
}

/** The seals of a file that holds one in each line. Throws a Failure that names the line. */
export function sealsIn(file: string): AsyncIterable<ShownSeal> {
  return linesOf<ShownSeal>(file, sealKeys);
}

async function* linesOf<T extends object>(file: string, keys: readonly string[]): AsyncGenerator<T> {
  let number = 0;
  try {
    for await (const line of createInterface({
      input: createReadStream(file),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      number += 1;
      if (line.trim() === '') continue;
      const item = JSON.parse(line) as unknown;
      if (!hasKeys(item, keys)) throw new Error(`${keys.join(', ')} ?`);
      yield item as T;
    }
  } catch (error) {
    const reason = reasonOf(error);
    throw new Failure(
      { en: `${file}, line ${number}: ${reason}`, 'zh-CN': `${file} 第 ${number} 行：${reason}` },
      { cause: error },
    );
  }
}

function hasKeys(item: unknown, keys: readonly string[]): boolean {
  return typeof item === 'object' && item !== null && keys.every((key) => key in item);
}

/** What was found, in one sentence. */
export function sentenceOf({ finding, seals, events, erased, unsealed }: Verified): Text {
  if (finding === undefined) {
    return {
      en: `${events} events are what they were when they were sealed (${seals} seals); ${erased} of them told of persons who were erased since. ${unsealed} further events are not sealed.`,
      'zh-CN': `${events} 个事件与封存时一致（${seals} 个封存），其中 ${erased} 个涉及已删除的个人；另有 ${unsealed} 个事件尚未封存。`,
    };
  }
  const { what, seal } = finding;
  const event = 'event' in finding ? finding.event : '';
  const sentences = {
    event_changed: {
      en: `Event ${event} was changed (seal ${seal}).`,
      'zh-CN': `事件 ${event} 已被修改（封存 ${seal}）。`,
    },
    event_inserted: {
      en: `Event ${event} was inserted (seal ${seal}).`,
      'zh-CN': `事件 ${event} 系插入（封存 ${seal}）。`,
    },
    event_missing: {
      en: `An event before ${event} was removed (seal ${seal}).`,
      'zh-CN': `事件 ${event} 之前有事件被删除（封存 ${seal}）。`,
    },
    events_missing: {
      en: `Events at the end of seal ${seal} were removed.`,
      'zh-CN': `封存 ${seal} 末尾的事件被删除。`,
    },
    seal_changed: { en: `Seal ${seal} was changed.`, 'zh-CN': `封存 ${seal} 已被修改。` },
    seal_missing: { en: `Seal ${seal} is missing.`, 'zh-CN': `缺少封存 ${seal}。` },
  } as const satisfies Record<typeof what, Text>;
  return sentences[what];
}
