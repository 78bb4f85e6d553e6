import type { Stage } from '../definition.ts';
import { title } from './forms.ts';

export const manager = 'role:opportunity_manager';

/** The stages of an opportunity, with who acts and until when. */
export const opportunityStages: Stage[] = [
  { key: 'drafted', title: title('Drafted', '新增'), actors: ['creator'], limit: '3d' },
  { key: 'pooled', title: title('Pooled', '待分配'), actors: [manager], limit: '1d' },
  // Whoever is eligible is named by the auction itself, which also ends it.
  { key: 'auctioned', title: title('Auctioned', '拍卖'), actors: ['system'] },
  { key: 'assigned', title: title('Assigned', '已分配'), actors: ['owner'], limit: '5d' },
  {
    key: 'surveying',
    title: title('Surveying', '报勘审核'),
    actors: ['role:survey_engineer'],
    limit: '3d',
  },
  { key: 'qualified', title: title('Qualified', '待确认'), actors: ['owner'], limit: '5d' },
  {
    key: 'confirming',
    title: title('Confirming', '商机确认'),
    limit: '2d',
    approval: {
      steps: [
        {
          key: 'manager',
          title: title('Opportunity manager', '商机管理人员确认'),
          mode: 'any',
          candidates: [manager],
        },
        {
          key: 'branch',
          title: title('Branch', '分公司确认'),
          mode: 'any',
          candidates: ['role:branch_manager'],
          from: 50_000_000,
        },
        {
          key: 'executive',
          title: title('Executive', '领导确认'),
          mode: 'any',
          candidates: ['role:executive@tenant'],
          from: 500_000_000,
        },
      ],
      approve: {
        action: 'confirm',
        title: title('Confirm', '确认'),
        to: 'preparing',
        notify: ['owner', 'creator'],
      },
      sendBack: { to: 'back' },
    },
  },
  {
    key: 'preparing',
    title: title('Preparing', '合同预执行库'),
    actors: ['owner', 'role:contract_manager'],
    limit: '10d',
  },
  { key: 'signed', title: title('Signed', '已签约'), actors: ['system'] },
  { key: 'converted', title: title('Converted', '已转化'), outcome: 'converted' },
  { key: 'lost', title: title('Lost', '已丢单'), outcome: 'lost' },
  { key: 'abandoned', title: title('Abandoned', '已放弃'), outcome: 'abandoned' },
];
