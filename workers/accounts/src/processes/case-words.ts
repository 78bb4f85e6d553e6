import { callManager, setOwner, type Vocabulary } from '@keyline/process';

/** What a tenant's own processes may speak of: such cases hang on an account and move by people alone. */
export const caseWords: Vocabulary = {
  subject: 'case',
  title: { en: 'Case', 'zh-CN': '流程' },
  fields: { amount: { title: { en: 'Amount in fen', 'zh-CN': '金额（分）' }, type: 'integer' } },
  guards: {},
  effects: { ...setOwner, ...callManager },
  systemActs: false,
};
