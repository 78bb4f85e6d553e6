import { fill, type Locale, locales, type Text } from '@keyline/kernel';
import type { DataScope, NamingReason } from '@keyline/schema';
import type { Access, Grant, NamedBy, Verdict } from './access.ts';

const scopes: Readonly<Record<DataScope, Text>> = {
  own: { en: 'what he owns', 'zh-CN': '本人负责的记录' },
  team: { en: 'the accounts in whose team he is', 'zh-CN': '本人所在团队的客户' },
  unit: { en: '{unit} and all units below', 'zh-CN': '{unit}及其下级单位' },
  tenant: { en: 'the whole tenant', 'zh-CN': '整个租户' },
  partner: { en: 'what belongs to his partner', 'zh-CN': '所属代理商的记录' },
};

const words = {
  reaches: { en: 'Allowed as {role}, over {scope}.', 'zh-CN': '允许：角色“{role}”，范围为{scope}。' },
  creation: {
    en: 'Allowed: he added the record, and as {role} may do this.',
    'zh-CN': '允许：该记录由本人创建，且角色“{role}”具有此权限。',
  },
  beyond: {
    en: 'Not allowed: as {role} it is over {scope}, and the record is not among that.',
    'zh-CN': '不允许：角色“{role}”的范围为{scope}，不包含此记录。',
  },
  none: { en: 'Not allowed: none of his roles has it.', 'zh-CN': '不允许：其任何角色都没有此权限。' },
  blocked: { en: 'Not allowed: he is blocked.', 'zh-CN': '不允许：该用户已被停用。' },
  hidden: {
    en: 'Not allowed: the account that it hangs on is out of his sight.',
    'zh-CN': '不允许：其所属客户对其不可见。',
  },
} as const satisfies Readonly<Record<string, Text>>;

const reasons: Readonly<Record<NamingReason, Text>> = {
  task: { en: 'An open task', 'zh-CN': '未完成的任务' },
  approval: { en: 'An open approval', 'zh-CN': '未完成的审批' },
  eligibility: { en: 'A running auction', 'zh-CN': '进行中的拍卖' },
};

const naming = {
  person: { en: '{what} names him.', 'zh-CN': '{what}指定了本人。' },
  role: { en: '{what} names his role {role}.', 'zh-CN': '{what}指定了其角色“{role}”。' },
} as const satisfies Readonly<Record<string, Text>>;

/** A text made in each language. */
function each(make: (locale: Locale) => string): Text {
  return Object.fromEntries(locales.map((locale) => [locale, make(locale)])) as Text;
}

function ofGrant(text: Text, { roleName, dataScope, orgUnitName }: Grant): Text {
  return each((locale) => {
    const scope = fill(scopes[dataScope][locale], { unit: orgUnitName ?? '' });
    return fill(text[locale], { role: roleName[locale], scope });
  });
}

/** Why, in words: the roles that allow it; else what keeps each from it. */
export function wordsOf({ grants, allowed, hidden }: Verdict, { active, created }: Access): Text[] {
  const [any] = grants;
  if (any === undefined) return [words.none];
  if (!active) return [words.blocked];
  if (hidden) return [words.hidden];
  if (!allowed) return grants.map((grant) => ofGrant(words.beyond, grant));
  const reaching = grants.filter(({ reaches }) => reaches).map((grant) => ofGrant(words.reaches, grant));
  return created && reaching.length === 0 ? [ofGrant(words.creation, any)] : reaching;
}

/** Why the public part is shown, in words. */
export function wordsOfNaming({ reason, roleName }: NamedBy): Text {
  const text = roleName === null ? naming.person : naming.role;
  return each((locale) =>
    fill(text[locale], { what: reasons[reason][locale], role: roleName?.[locale] ?? '' }),
  );
}
