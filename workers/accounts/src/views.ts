/**
 * What goes out: schemas, and row -> view. Those of imports, processes and cases are named by their own files: they
 * bring in all that reads files, or that moves records, which no isolate should evaluate at its start.
 */
export * from './views/account.ts';
export * from './views/audit-entry.ts';
export * from './views/contact.ts';
export * from './views/feed-item.ts';
export * from './views/handover.ts';
export * from './views/interaction.ts';
export * from './views/invitation.ts';
export * from './views/people.ts';
export { ownFields } from './views/record.ts';
export * from './views/role.ts';
export * from './views/seal.ts';
export * from './views/session.ts';
export * from './views/sign-in.ts';
export * from './views/stray-message.ts';
export * from './views/task.ts';
export * from './views/team.ts';
export * from './views/user.ts';
