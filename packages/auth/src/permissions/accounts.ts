import { type Permissions, staff } from '../default-roles.ts';

/** The permissions of the accounts domain: the organisation, its people and keys, and the accounts. */
export const accountsPermissions = {
  'accounts.read': {
    text: { en: 'See accounts', 'zh-CN': '查看客户' },
    roles: [...staff, 'informant'],
    scoped: true,
  },
  'accounts.create': {
    text: { en: 'Add accounts', 'zh-CN': '新增客户' },
    roles: ['account_manager', 'informant', 'opportunity_manager', 'service_agent'],
  },
  'accounts.update': {
    text: { en: 'Change accounts', 'zh-CN': '修改客户' },
    roles: ['account_manager', 'branch_manager'],
    scoped: true,
  },
  'accounts.export': {
    text: { en: 'Export accounts', 'zh-CN': '导出客户' },
    roles: ['account_manager', 'branch_manager', 'executive'],
    scoped: true,
  },
  'contacts.read': { text: { en: 'See contacts', 'zh-CN': '查看联系人' }, roles: staff, scoped: true },
  'contacts.read_private': {
    text: { en: 'See private data of contacts', 'zh-CN': '查看联系人隐私信息' },
    roles: ['account_manager', 'branch_manager', 'service_agent'],
    scoped: true,
  },
  'contacts.export': {
    text: { en: 'Export contacts', 'zh-CN': '导出联系人' },
    roles: ['account_manager', 'branch_manager'],
    scoped: true,
  },
  'contacts.write': {
    text: { en: 'Add, change and remove contacts', 'zh-CN': '维护联系人' },
    roles: ['account_manager', 'branch_manager'],
    scoped: true,
  },
  'interactions.read': {
    text: { en: 'See interactions', 'zh-CN': '查看客户互动' },
    roles: staff,
    scoped: true,
  },
  'interactions.write': {
    text: { en: 'Log interactions', 'zh-CN': '记录客户互动' },
    roles: ['account_manager', 'branch_manager', 'support_specialist', 'service_agent'],
    scoped: true,
  },
  'attachments.read': {
    text: { en: 'See and download attachments', 'zh-CN': '查看和下载附件' },
    roles: staff,
    scoped: true,
  },
  'attachments.write': {
    text: { en: 'Attach files to records and remove them', 'zh-CN': '维护附件' },
    roles: ['account_manager', 'branch_manager', 'support_specialist', 'service_agent'],
    scoped: true,
  },
  'team.read': {
    text: { en: 'See the team of an account', 'zh-CN': '查看客户团队' },
    roles: staff,
    scoped: true,
  },
  'team.write': {
    text: { en: 'Add and remove members of the team of an account', 'zh-CN': '维护客户团队' },
    roles: ['account_manager', 'branch_manager'],
    scoped: true,
  },
  'imports.read': {
    text: { en: 'See imports', 'zh-CN': '查看导入任务' },
    roles: ['account_manager', 'opportunity_manager', 'branch_manager'],
    scoped: true,
  },
  'imports.write': {
    text: {
      en: 'Import files, within what one may add and change otherwise',
      'zh-CN': '导入文件（以自身新增、修改权限为限）',
    },
    roles: ['account_manager', 'opportunity_manager', 'branch_manager'],
    scoped: true,
  },
  'import_mappings.read': {
    text: { en: 'See stored mappings of imports', 'zh-CN': '查看导入映射' },
    roles: ['account_manager', 'opportunity_manager', 'branch_manager'],
  },
  'import_mappings.write': {
    text: { en: 'Store, change and remove mappings of imports', 'zh-CN': '维护导入映射' },
    roles: ['branch_manager'],
  },
  'users.read': { text: { en: 'See users', 'zh-CN': '查看用户' }, roles: [...staff, 'informant'] },
  'users.write': { text: { en: 'Maintain users', 'zh-CN': '维护用户' }, roles: [] },
  'users.export': { text: { en: 'Export users', 'zh-CN': '导出用户' }, roles: [] },
  'roles.read': { text: { en: 'See roles', 'zh-CN': '查看角色' }, roles: ['executive'] },
  'roles.write': { text: { en: 'Maintain roles', 'zh-CN': '维护角色' }, roles: [] },
  'access.explain': {
    text: { en: 'Explain the access of others', 'zh-CN': '查询他人的访问权限依据' },
    roles: ['executive'],
  },
  'org_units.read': {
    text: { en: 'See org units', 'zh-CN': '查看组织单元' },
    roles: [...staff, 'informant'],
  },
  'grids.read': {
    text: { en: 'See grids and their numbers of accounts', 'zh-CN': '查看网格及其客户数量' },
    roles: [...staff, 'informant'],
  },
  'org_units.write': { text: { en: 'Maintain org units', 'zh-CN': '维护组织单元' }, roles: [] },
  'settings.read': { text: { en: 'See settings', 'zh-CN': '查看设置' }, roles: staff },
  'settings.write': { text: { en: 'Change settings', 'zh-CN': '修改设置' }, roles: [] },
  'calendars.read': {
    text: { en: 'See calendars of working time', 'zh-CN': '查看工作日历' },
    roles: staff,
  },
  'calendars.write': {
    text: { en: 'Maintain calendars of working time', 'zh-CN': '维护工作日历' },
    roles: [],
  },
  'api_keys.read': { text: { en: 'See API keys', 'zh-CN': '查看 API 密钥' }, roles: [] },
  'api_keys.write': {
    text: { en: 'Make, change, rotate and revoke API keys', 'zh-CN': '创建、修改、轮换和吊销 API 密钥' },
    roles: [],
  },
  'identity_providers.read': {
    text: { en: 'See identity providers', 'zh-CN': '查看身份提供方' },
    roles: [],
  },
  'identity_providers.write': {
    text: {
      en: 'Maintain identity providers: decides who signs in, and in which roles',
      'zh-CN': '维护身份提供方：决定何人可登录及其角色',
    },
    roles: [],
  },
  'processes.read': { text: { en: 'See processes', 'zh-CN': '查看流程定义' }, roles: staff },
  'processes.write': { text: { en: 'Draft and publish processes', 'zh-CN': '起草和发布流程' }, roles: [] },
  'cases.read': { text: { en: 'See cases', 'zh-CN': '查看流程' }, roles: staff, scoped: true },
  'cases.create': { text: { en: 'Open cases', 'zh-CN': '发起流程' }, roles: staff, scoped: true },
  'cases.act': { text: { en: 'Act in cases', 'zh-CN': '办理流程' }, roles: staff, scoped: true },
  'tasks.read': { text: { en: 'See own tasks', 'zh-CN': '查看本人待办' }, roles: staff },
  'tasks.work': {
    text: { en: 'Take on, give and finish own tasks', 'zh-CN': '办理本人待办' },
    roles: staff,
  },
  'tasks.manage': {
    text: { en: 'Put back tasks that others have taken on', 'zh-CN': '放回他人已领取的待办' },
    roles: [],
  },
  'dead_letters.read': {
    text: { en: 'See events that could not be dealt with', 'zh-CN': '查看处理失败的事件' },
    roles: [],
  },
  'dead_letters.replay': {
    text: { en: 'Have dead letters sent again', 'zh-CN': '重新发送死信' },
    roles: [],
  },
  'events.read': {
    text: { en: 'Follow all events of the tenant', 'zh-CN': '订阅租户的全部事件' },
    roles: [],
  },
  'audit.read': { text: { en: 'Read the audit', 'zh-CN': '查看审计日志' }, roles: ['executive'] },
  'audit.read_private': {
    text: { en: 'See private data in the audit', 'zh-CN': '查看审计日志中的隐私信息' },
    roles: [],
  },
  'audit.export': { text: { en: 'Export the audit', 'zh-CN': '导出审计日志' }, roles: [] },
  'personal_data.export': { text: { en: 'Export the data of a person', 'zh-CN': '导出个人数据' }, roles: [] },
  'personal_data.erase': { text: { en: 'Erase the data of a person', 'zh-CN': '删除个人数据' }, roles: [] },
} as const satisfies Permissions;
