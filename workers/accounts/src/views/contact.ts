import {
  idField,
  type Locale,
  lineField,
  maskEmail,
  maskPhone,
  maskWechat,
  shownName,
} from '@keyline/kernel';
import type { contacts } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import * as fields from '../domain/fields.ts';
import { instantOf } from '../domain/instants.ts';
import { creatorField, erasedAtField, record, stamps } from './record.ts';

type ContactRow = RecordState<typeof contacts>;

export const contactView = v.pipe(
  v.strictObject({
    id: idField('contact'),
    accountId: idField('account'),
    ...record,
    createdBy: creatorField,
    name: lineField(100, '李娜'),
    title: v.nullable(lineField(100, '信息中心主任')),
    roles: fields.rolesField,
    site: v.nullable(lineField(200, '高新区锦业路 1 号')),
    mobile: v.nullable(v.pipe(v.string(), v.metadata({ examples: ['138****5678'] }))),
    phone: v.nullable(v.string()),
    email: v.nullable(v.string()),
    wechat: v.nullable(v.string()),
    masked: v.pipe(
      v.boolean(),
      v.description('Channels are shown masked: contacts.read_private is missing.'),
    ),
    consent: v.nullable(fields.consentField),
    quietHours: v.nullable(fields.quietHoursField),
    note: v.nullable(fields.noteField),
    erasedAt: erasedAtField,
  }),
  v.metadata({ ref: 'Contact' }),
);

/** A contact; its channels in full only where private data may be read. */
export function viewContact(
  row: ContactRow & { readonly erasedAt?: number | null },
  readable: boolean,
  locale: Locale = 'zh-CN',
) {
  const shown = (text: string | null, mask: (text: string) => string) =>
    text === null || readable ? text : mask(text);
  return {
    id: row.id,
    accountId: row.accountId,
    ...stamps(row),
    createdBy: row.createdBy,
    name: shownName(row.name, locale),
    title: row.title,
    roles: row.roles,
    site: row.site,
    mobile: shown(row.mobile, maskPhone),
    phone: shown(row.phone, maskPhone),
    email: shown(row.email, maskEmail),
    wechat: shown(row.wechat, maskWechat),
    masked: !readable,
    consent: row.consent,
    quietHours: row.quietHours,
    note: row.note,
    erasedAt: instantOf(row.erasedAt ?? null),
  };
}
