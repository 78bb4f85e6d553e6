import type { Text } from '@keyline/kernel';

/** What a field of a record holds, as conditions compare it. */
export type FieldType = 'integer' | 'text' | 'boolean';

/** What definitions for one kind of record may speak of: the domain knows these words, and no others. */
export interface Vocabulary {
  /** The kind of record, as the event log calls it. */
  readonly subject: string;
  readonly title: Text;
  readonly fields: Readonly<Record<string, { readonly title: Text; readonly type: FieldType }>>;
  readonly guards: Readonly<Record<string, { readonly title: Text; readonly parameters: readonly string[] }>>;
  /** Effects, with the fields that their action's form has to ask for. */
  readonly effects: Readonly<Record<string, { readonly title: Text; readonly form: readonly string[] }>>;
  /** Whether the domain moves such records by itself; else nothing may wait for the system. */
  readonly systemActs: boolean;
}

/** The effect that the engine itself carries out: the record gets another owner, before tasks are given out. */
export const setOwner = {
  set_owner: { title: { en: 'Sets the owner', 'zh-CN': '变更负责人' }, form: ['ownerId'] },
} as const satisfies Vocabulary['effects'];

/** The effect by which whoever acts becomes the owner, or the absent one as whom he acts. */
export const takeOwnership = {
  take_ownership: { title: { en: 'Makes who acts the owner', 'zh-CN': '由操作人负责' }, form: [] },
} as const satisfies Vocabulary['effects'];

/** The effect by which somebody calls in whoever is in charge, before any limit has passed. */
export const callManager = {
  call_manager: { title: { en: 'Calls the manager in', 'zh-CN': '提请上级协调' }, form: [] },
} as const satisfies Vocabulary['effects'];

/** What a definition is checked against: its words, and the tenant's roles and permissions. */
export interface Known {
  readonly vocabulary: Vocabulary;
  readonly roles: ReadonlySet<string>;
  readonly permissions: ReadonlySet<string>;
}
