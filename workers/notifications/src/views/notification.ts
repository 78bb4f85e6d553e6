import { choiceField, idField, instantField, type Locale, type Text, toInstant } from '@keyline/kernel';
import { eventKind } from '@keyline/protocol';
import { notificationStates, type notifications } from '@keyline/schema';
import * as v from 'valibot';
import { wordsOf } from '../domain/words.ts';
import { routeOf } from '../processes/routes.ts';

const words = (example: string, says: string) =>
  v.pipe(v.string(), v.description(says), v.metadata({ examples: [example] }));

const name = (example: string) => v.pipe(v.nullable(v.string()), v.metadata({ examples: [example] }));

export const notificationView = v.pipe(
  v.strictObject({
    id: idField('notification'),
    type: words('account.changed', 'The type of the event that it tells of.'),
    title: words('您已成为客户“西安市大数据服务有限公司”的客户经理', 'In the language that was asked for.'),
    text: words('李娜已将该客户交由您负责。', 'In the language that was asked for.'),
    subject: v.strictObject({
      type: v.pipe(v.string(), v.metadata({ examples: ['account'] })),
      id: v.pipe(v.string(), v.metadata({ examples: ['acc_01kafxq0h3e7rvx8bm2s9t4c5d'] })),
    }),
    list: v.pipe(
      v.nullable(v.string()),
      v.description(
        'Where what it tells of is listed, as a path of this API; null where it tells of one thing.',
      ),
      v.metadata({ examples: ['/v1/accounts?ownerId=usr_01kafxq0h3e7rvx8bm2s9t4c5d&sort=-updatedAt'] }),
    ),
    accountId: v.nullable(idField('account')),
    accountName: name('西安市大数据服务有限公司'),
    actorId: v.pipe(
      v.nullable(v.string()),
      v.description('Who did it: a user or an API key; null: Keyline.'),
    ),
    actorName: name('李娜'),
    state: choiceField(notificationStates),
    createdAt: instantField,
    readAt: v.nullable(instantField),
  }),
  v.metadata({ ref: 'Notification' }),
);

type NotificationRow = Omit<typeof notifications.$inferSelect, 'tenantId' | 'userId' | 'eventId'> & {
  readonly actorName: string | null;
  readonly accountName: string | null;
  readonly personName: string | null;
  readonly timeZone: string | null;
};

/** What a type says that this version has no texts for. */
const unknown: Text = { en: 'Something happened', 'zh-CN': '有新动态' };

/** To people of a partner it tells what became of theirs, not who did it inside, nor of which account. */
const inside = { accountId: null, accountName: null, actorId: null, actorName: null };

export function viewNotification(
  stored: NotificationRow,
  locale: Locale,
  { partnerId }: { readonly partnerId: string | null },
) {
  const row = partnerId === null ? stored : { ...stored, ...inside };
  const { actorName: actor, accountName: account, personName: person, timeZone, facts } = row;
  const names = { actor, account, person, timeZone, facts, tenant: null, user: null };
  const summary = eventKind(row.type)?.summary ?? unknown;
  const { title, text } = routeOf(row.type)?.inbox ?? { title: summary, text: summary };
  return {
    id: row.id,
    type: row.type,
    title: wordsOf(title, locale, names),
    text: wordsOf(text, locale, names),
    subject: { type: row.subjectType, id: row.subjectId },
    list: typeof facts.list === 'string' ? facts.list : null,
    accountId: row.accountId,
    accountName: account,
    actorId: row.actorId,
    actorName: actor,
    state: row.state,
    createdAt: toInstant(row.createdAt),
    readAt: row.readAt === null ? null : toInstant(row.readAt),
  };
}
