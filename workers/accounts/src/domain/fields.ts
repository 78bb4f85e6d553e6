import { choiceField, lineField, moneyField, textField } from '@keyline/kernel';
import * as v from 'valibot';
import { isCreditCode, normalizeCreditCode } from './credit-code.ts';
import {
  accountKinds,
  accountStates,
  contactRoles,
  grades,
  presences,
  responsibleLevels,
} from './vocabulary.ts';

/** The name of a tenant in addresses and at sign-in. */
export const slugField = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{1,38}[a-z0-9]$/, 'slug'),
  v.metadata({ examples: ['xian'] }),
);

/** A zone of the IANA database, by its `area/place` name: abbreviations and offsets are refused. */
export const timeZoneField = v.pipe(
  v.string(),
  v.maxLength(60),
  v.check(isTimeZone, 'time_zone'),
  v.metadata({ examples: ['Asia/Shanghai'] }),
);

function isTimeZone(name: string): boolean {
  try {
    return name.includes('/') && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** Fields of accounts and contacts as callers send them. */
export const nameField = lineField(200, '西安市大数据服务有限公司');

export const nameEnField = lineField(200, "Xi'an Big Data Services");

export const creditCodeField = v.pipe(
  v.string(),
  v.maxLength(40),
  v.transform(normalizeCreditCode),
  v.check(isCreditCode, 'credit_code'),
  v.description('Unified social credit code 统一社会信用代码, GB 32100: unique in the tenant.'),
  v.metadata({ examples: ['91610131MA6U0XYM9D'] }),
);

export const shortNamesField = v.pipe(v.array(lineField(60, '西安大数据')), v.maxLength(10));
export const kindField = choiceField(accountKinds);
export const presenceField = choiceField(presences);
export const stateField = choiceField(accountStates);
export const gradeField = choiceField(grades);
export const levelField = choiceField(responsibleLevels);
export const spendField = moneyField;
export const externalIdField = lineField(200, 'boss-000182');

export { phoneField } from '@keyline/kernel';

export const wechatField = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[a-zA-Z0-9_-]{5,40}$/, 'line'),
  v.metadata({ examples: ['lina_xian'] }),
);

export const rolesField = v.pipe(v.array(choiceField(contactRoles)), v.maxLength(contactRoles.length));

const timeOfDay = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time_of_day'),
  v.metadata({ examples: ['22:00'] }),
);

export const quietHoursField = v.pipe(
  v.strictObject({ from: timeOfDay, to: timeOfDay }),
  v.description("Hours of the day, in the tenant's zone, in which no message is sent."),
);

const agreed = v.pipe(v.boolean(), v.metadata({ examples: [true] }));
export const consentField = v.pipe(
  v.strictObject({ sms: agreed, email: agreed, phone: agreed }),
  v.description('Channels on which the person agreed to be reached.'),
);

export const noteField = textField(4000, '下午四点后方便接听电话');

/** A password on the way in. Its rules are those of `passwordRefusal`, where one is chosen. */
export const passwordField = v.pipe(
  v.string(),
  v.maxLength(200),
  v.metadata({ examples: ['秦岭 north face 88'] }),
);

/** The token of a link, as it was sent or handed over. */
export function linkTokenField(example: string) {
  return v.pipe(v.string(), v.maxLength(400), v.metadata({ examples: [example] }));
}

/** A code of a second factor, or a recovery code, as it was typed. */
export const codeField = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(40),
  v.metadata({ examples: ['123456'] }),
);
