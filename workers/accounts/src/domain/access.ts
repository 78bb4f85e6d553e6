import type { Text } from '@keyline/kernel';
import type { DataScope, NamingReason } from '@keyline/schema';

/** Kinds of records of which access can be explained. `hangs`: on an account, and is seen with it. */
export const explained = {
  account: { prefix: 'acc', permissions: ['accounts', 'contacts', 'interactions', 'team'], hangs: true },
  contact: { prefix: 'ctc', permissions: ['contacts'], hangs: true },
  interaction: { prefix: 'int', permissions: ['interactions'], hangs: true },
  team_member: { prefix: 'mem', permissions: ['team'], hangs: true },
  org_unit: { prefix: 'org', permissions: ['org_units'], hangs: false },
  user: { prefix: 'usr', permissions: ['users'], hangs: false },
  role: { prefix: 'rol', permissions: ['roles'], hangs: false },
  api_key: { prefix: 'key', permissions: ['api_keys'], hangs: false },
} as const;

export type ExplainedKind = keyof typeof explained;
export const explainedKinds = Object.keys(explained) as [ExplainedKind, ...ExplainedKind[]];

/** The kind of the record that an id names. Throws for one that the input lets not pass. */
export function kindOf(subject: string): ExplainedKind {
  const kind = explainedKinds.find((one) => subject.startsWith(`${explained[one].prefix}_`));
  if (kind === undefined) throw new Error(`no kind of record has the id ${subject}`);
  return kind;
}

/** Of these permissions those that are about records of a kind which are there. */
export function permissionsFor<K extends string>(kind: ExplainedKind, keys: readonly K[]): K[] {
  const about: readonly string[] = explained[kind].permissions;
  return keys.filter((key) => {
    const [of = '', verb] = key.split('.');
    return about.includes(of) && verb !== 'create';
  });
}

/** What shows an account, and with it what hangs on it. */
export const showing = 'accounts.read';

/** One role of the person that holds a permission. */
export interface Grant {
  readonly permission: string;
  readonly roleId: string;
  readonly roleKey: string;
  readonly roleName: Text;
  readonly dataScope: DataScope;
  readonly orgUnitId: string | null;
  readonly orgUnitName: string | null;
  /** The record lies in the scope. */
  readonly reaches: boolean;
}

/** Something open that names the person, himself (no role) or by a role. */
export interface NamedBy {
  readonly reason: NamingReason;
  readonly causeId: string;
  readonly roleKey: string | null;
  readonly roleName: Text | null;
  readonly orgUnitId: string | null;
  readonly openedAt: number;
}

export interface Verdict {
  readonly permission: string;
  readonly allowed: boolean;
  /** It would be allowed, but the account is out of sight. */
  readonly hidden: boolean;
  readonly grants: readonly Grant[];
}

export interface Access {
  readonly active: boolean;
  readonly created: boolean;
  readonly grants: readonly Grant[];
}

/** Of each permission whether it is allowed, and the roles that say so or do not reach so far. */
export function verdicts(kind: ExplainedKind, asked: readonly string[], access: Access): Verdict[] {
  const { active, created, grants } = access;
  const of = (permission: string) => grants.filter((grant) => grant.permission === permission);
  const isHeld = (permission: string) =>
    active && of(permission).some(({ reaches }) => reaches || (created && explained[kind].hangs));
  const hidden = explained[kind].hangs && !isHeld(showing);
  return asked.map((permission) => ({
    permission,
    allowed: isHeld(permission) && !hidden,
    hidden: isHeld(permission) && hidden,
    grants: of(permission),
  }));
}
