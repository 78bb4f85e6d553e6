import type { Route } from '../domain/route.ts';

/** Somebody joined the team of an account: he hears of it. */
export const teamMemberAdded: Route = {
  to: 'new_team_member',
  inbox: {
    title: { en: 'You have joined the team of {account}', 'zh-CN': '您已加入客户“{account}”的团队' },
    text: { en: '{actor} added you.', 'zh-CN': '由{actor}添加。' },
  },
};
