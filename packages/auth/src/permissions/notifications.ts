import type { Permissions } from '../default-roles.ts';

/** The permissions of the notifications domain: none, as long as no operation asks for one. */
export const notificationsPermissions = {} as const satisfies Permissions;
