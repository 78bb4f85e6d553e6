import type { Known, Vocabulary } from '../vocabulary.ts';

const roles = [
  'account_manager',
  'opportunity_manager',
  'survey_engineer',
  'support_specialist',
  'business_supervisor',
  'branch_manager',
  'contract_manager',
  'service_agent',
  'service_supervisor',
  'executive',
  'administrator',
];

/** These words, with the default roles and a permission or two. */
export function knownWords(vocabulary: Vocabulary): Known {
  return { vocabulary, roles: new Set(roles), permissions: new Set(['cases.act', 'tickets.act']) };
}
