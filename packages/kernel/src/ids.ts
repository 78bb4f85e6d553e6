import { TypeID, typeidUnboxed } from 'typeid-js';

/**
 * Every kind of record and the prefix of its ids. Ids are TypeIDs (github.com/jetify-com/typeid): the
 * prefix, `_`, and a UUIDv7 in 26 characters of Crockford's base 32, so they sort by their making.
 */
export const idPrefixes = {
  account: 'acc',
  api_key: 'key',
  attachment: 'att',
  auction: 'auc',
  case: 'cas',
  calendar: 'cal',
  contact: 'ctc',
  contract: 'con',
  contract_template: 'tpl',
  dead_letter: 'dlt',
  delivery: 'del',
  event: 'evt',
  handover: 'hov',
  import: 'imp',
  import_mapping: 'ipm',
  identity_provider: 'idp',
  interaction: 'int',
  lead: 'lea',
  named_party: 'nam',
  notification: 'ntf',
  invitation: 'inv',
  opportunity: 'opp',
  org_unit: 'org',
  password_reset: 'pwr',
  partner: 'par',
  process: 'pro',
  request: 'req',
  role: 'rol',
  session: 'ses',
  team_member: 'mem',
  settings: 'set',
  sla_policy: 'sla',
  task: 'tsk',
  tenant: 'ten',
  ticket: 'tic',
  ticket_message: 'msg',
  user: 'usr',
  webhook_endpoint: 'whe',
} as const;

export type IdKind = keyof typeof idPrefixes;

/** Makes the id of a new record of this kind. */
export function newId(kind: IdKind): string {
  return typeidUnboxed(idPrefixes[kind]);
}

/** The 26 characters after the prefix, for places where the kind is known. */
export function idSuffix(id: string): string {
  return id.slice(id.indexOf('_') + 1);
}

/** The id of this kind with these 26 characters. */
export function idOf(kind: IdKind, suffix: string): string {
  return `${idPrefixes[kind]}_${suffix}`;
}

/** Whether the text is a well-formed id of this kind; says nothing of whether the record exists. */
export function isId(kind: IdKind, text: string): boolean {
  try {
    TypeID.fromString(text, idPrefixes[kind]);
    return true;
  } catch {
    return false;
  }
}
