import { emailField, lineField } from '@keyline/kernel';
import * as v from 'valibot';
import * as fields from './fields.ts';

const cleared = <S extends v.GenericSchema>(schema: S) => v.exactOptional(v.nullable(schema));

const optionalFields = {
  title: cleared(lineField(100, '信息中心主任')),
  roles: v.exactOptional(fields.rolesField),
  site: cleared(lineField(200, '高新区锦业路 1 号')),
  mobile: cleared(fields.phoneField),
  phone: cleared(fields.phoneField),
  email: cleared(emailField),
  wechat: cleared(fields.wechatField),
  consent: cleared(fields.consentField),
  quietHours: cleared(fields.quietHoursField),
  note: cleared(fields.noteField),
};

export const createContactBody = v.strictObject({ name: lineField(100, '李娜'), ...optionalFields });

export const changeContactBody = v.pipe(
  v.strictObject({ name: v.exactOptional(lineField(100, '李娜')), ...optionalFields }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
  v.metadata({ examples: [{ title: '信息中心主任', mobile: '13812345678' }] }),
);
