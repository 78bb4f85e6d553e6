import type { Definition } from '../definition.ts';
import { reasonForm, title } from '../standard/forms.ts';
import { setOwner, type Vocabulary } from '../vocabulary.ts';

/** What definitions for orders and ICT projects may speak of. */
export function wordsOf(subject: string): Vocabulary {
  return {
    subject,
    title: title(subject, '记录'),
    fields: {},
    guards: {},
    effects: {
      ...setOwner,
      make_opportunity: { title: title('Makes an opportunity', '生成商机'), form: [] },
    },
    systemActs: true,
  };
}

const network = ['role:survey_engineer'];

export const orderBuild: Definition = {
  key: 'order.build',
  title: title('Survey and build', '报勘建设流程'),
  subject: 'order',
  start: 'surveying',
  stages: [
    { key: 'surveying', title: title('Surveying', '报勘'), actors: network, limit: '3d' },
    { key: 'resourced', title: title('Resourced', '资源已确认'), actors: network, limit: '2d' },
    { key: 'building', title: title('Building', '建设中'), actors: network, limit: '20d' },
    { key: 'accepting', title: title('Accepting', '验收'), actors: ['owner'], limit: '3d' },
    { key: 'on_hold', title: title('On hold', '挂起'), actors: network, pauses: true },
    { key: 'delayed', title: title('Delayed', '延期'), actors: network, limit: '10d' },
    { key: 'accepted', title: title('Accepted', '已验收'), outcome: 'accepted' },
    { key: 'cancelled', title: title('Cancelled', '已取消'), outcome: 'cancelled' },
  ],
  actions: [
    {
      name: 'confirm-resource',
      title: title('Confirm the resource', '确认资源'),
      from: ['surveying'],
      to: 'resourced',
    },
    {
      name: 'refuse-resource',
      title: title('Refuse the resource', '资源不足'),
      from: ['resourced'],
      to: 'surveying',
      form: reasonForm,
    },
    { name: 'build', title: title('Build', '开工'), from: ['resourced', 'delayed'], to: 'building' },
    { name: 'delay', title: title('Delay', '延期'), from: ['building'], to: 'delayed', form: reasonForm },
    { name: 'hand-over', title: title('Hand over', '交付'), from: ['building'], to: 'accepting' },
    { name: 'accept', title: title('Accept', '验收通过'), from: ['accepting'], to: 'accepted' },
    {
      name: 'hold',
      title: title('Hold', '挂起'),
      from: ['surveying', 'resourced', 'building'],
      to: 'on_hold',
      form: reasonForm,
    },
    { name: 'resume', title: title('Resume', '恢复'), from: ['on_hold'], to: 'back' },
    {
      name: 'cancel',
      title: title('Cancel', '取消'),
      from: ['*'],
      to: 'cancelled',
      by: ['owner'],
      form: reasonForm,
    },
  ],
};

export const ictStandard: Definition = {
  key: 'ict.standard',
  title: title('ICT project', 'ICT 项目流程'),
  subject: 'ict_project',
  start: 'discovered',
  stages: [
    { key: 'discovered', title: title('Discovered', '商机发现'), actors: ['owner'], limit: '5d' },
    {
      key: 'reviewing',
      title: title('Reviewing', '商机审核'),
      limit: '3d',
      approval: {
        steps: [
          {
            key: 'support',
            title: title('Support', '市公司支撑'),
            mode: 'any',
            candidates: ['role:support_specialist@tenant'],
          },
        ],
        approve: { to: 'monitoring', effects: ['make_opportunity'] },
        sendBack: { to: 'discovered' },
        withdraw: { to: 'discovered' },
        reject: { to: 'abandoned' },
      },
    },
    { key: 'monitoring', title: title('Monitoring', '项目监控'), actors: ['system'] },
    { key: 'finished', title: title('Finished', '项目结束'), outcome: 'finished' },
    { key: 'abandoned', title: title('Abandoned', '项目废弃'), outcome: 'abandoned' },
  ],
  actions: [
    { name: 'submit', title: title('Submit', '提交审核'), from: ['discovered'], to: 'reviewing' },
    { name: 'finish', title: title('Finish', '结束'), from: ['monitoring'], to: 'finished', by: ['system'] },
    {
      name: 'abandon',
      title: title('Abandon', '废弃'),
      from: ['discovered'],
      to: 'abandoned',
      form: reasonForm,
    },
    {
      name: 'give-up',
      title: title('Give up', '商机失败'),
      from: ['monitoring'],
      to: 'abandoned',
      by: ['system'],
    },
  ],
};
