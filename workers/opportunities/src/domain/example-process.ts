import type { Definition } from '@keyline/process';

const title = (english: string, chinese: string) => ({ en: english, 'zh-CN': chinese });

/** A process of a tenant's own, for examples: opportunities begin in an approval. */
export const approvedFirst: Definition = {
  key: 'opportunity.standard',
  title: title('Approved first', '先审批'),
  subject: 'opportunity',
  start: 'approving',
  stages: [
    {
      key: 'approving',
      title: title('Approving', '审批'),
      approval: {
        steps: [
          {
            key: 'administrator',
            title: title('Administrator', '管理员审批'),
            mode: 'any',
            candidates: ['role:administrator'],
          },
        ],
        approve: { to: 'done' },
      },
    },
    { key: 'done', title: title('Done', '完成'), outcome: 'completed' },
  ],
  actions: [],
};
