import { textField } from '@keyline/kernel';
import { isEventPattern } from '@keyline/protocol';
import * as v from 'valibot';
import { mayBePublic } from './public-address.ts';

function urlOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url?.username === '' && url.password === '' && !text.includes('#');
  return plain && /^https?:$/.test(url.protocol) ? url : undefined;
}

const urlField = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(1000),
  v.check((text) => urlOf(text) !== undefined, 'webhook_url'),
  v.description('Where messages are posted to: https, a public host, no credentials in it.'),
  v.metadata({ examples: ['https://boss.example.cn/keyline'] }),
);

const eventsField = v.pipe(
  v.array(
    v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(100),
      v.check(isEventPattern, 'event_pattern'),
      v.metadata({ examples: ['account.*'] }),
    ),
  ),
  v.minLength(1),
  v.maxLength(50),
  v.transform((patterns) => [...new Set(patterns)]),
  v.description('Types of events, all of a subject (`account.*`), or all there are (`*`).'),
);

const descriptionField = v.nullable(textField(500, 'BOSS 同步客户资料'));

export const createWebhookEndpointBody = v.strictObject({
  url: urlField,
  events: eventsField,
  description: v.exactOptional(descriptionField),
});

export const changeWebhookEndpointBody = v.pipe(
  v.strictObject({
    url: v.exactOptional(urlField),
    events: v.exactOptional(eventsField),
    description: v.exactOptional(descriptionField),
    state: v.exactOptional(
      v.pipe(
        v.picklist(['active', 'disabled']),
        v.description('A disabled endpoint is sent nothing, and later not what happened meanwhile.'),
        v.metadata({ examples: ['active'] }),
      ),
    ),
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
);

/** What is wrong with an address where everybody is outside; undefined when nothing is. */
export function publicUrlFault(text: string): 'https' | 'private_address' | undefined {
  const url = new URL(text);
  if (url.protocol !== 'https:') return 'https';
  return mayBePublic(url.hostname) ? undefined : 'private_address';
}

const day = 24 * 3600;

/** How long the former secret of a rotated endpoint goes on signing, seconds. */
export const overlapField = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.maxValue(7 * day),
  v.description('Seconds for which messages are signed with the former secret too; a day when absent.'),
  v.metadata({ examples: [day] }),
);

export const usualOverlap = day;
