/** What goes out: schemas, and row -> view. */
export * from './views/access.ts';
export * from './views/account.ts';
export * from './views/api-key.ts';
export * from './views/contact.ts';
export * from './views/grid.ts';
export * from './views/identity-provider.ts';
export * from './views/interaction.ts';
export * from './views/invitation.ts';
export * from './views/people.ts';
export { ownFields } from './views/record.ts';
export * from './views/role.ts';
export * from './views/session.ts';
export * from './views/settings.ts';
export * from './views/sign-in.ts';
export * from './views/team.ts';
export * from './views/user.ts';
