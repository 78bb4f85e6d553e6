import {
  choiceField,
  emailField,
  idField,
  instantField,
  lineField,
  phoneField,
  textField,
  toInstant,
  versionField,
} from '@keyline/kernel';
import type { partners } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { partnerKinds, partnerStates } from './domain/partner-input.ts';

export * from './views/auction.ts';
export * from './views/opportunity.ts';

/** What goes out of this Worker: schemas, and row -> view. */
export const partnerView = v.pipe(
  v.strictObject({
    id: idField('partner'),
    version: versionField,
    createdAt: instantField,
    updatedAt: instantField,
    createdBy: v.pipe(v.string(), v.metadata({ examples: ['usr_01kafxq0h3e7rvx8bm2s9t4c5d'] })),
    name: lineField(100, '西安卓越通信代理'),
    kind: choiceField(partnerKinds),
    state: choiceField(partnerStates),
    ownerId: v.nullable(idField('user')),
    orgUnitId: v.nullable(idField('org_unit')),
    contactName: v.nullable(lineField(100, '孙丽')),
    phone: v.nullable(phoneField),
    email: v.nullable(emailField),
    note: v.nullable(textField(2000, '主营写字楼宽带')),
  }),
  v.metadata({ ref: 'Partner' }),
);

export function viewPartner(row: RecordState<typeof partners>) {
  return {
    id: row.id,
    version: row.version,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    createdBy: row.createdBy,
    name: row.name,
    kind: row.kind,
    state: row.state,
    ownerId: row.ownerId,
    orgUnitId: row.orgUnitId,
    contactName: row.contactName,
    phone: row.phone,
    email: row.email,
    note: row.note,
  };
}
