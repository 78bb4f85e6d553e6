import { accountsPermissions } from './accounts.ts';
import { contractsPermissions } from './contracts.ts';
import { notificationsPermissions } from './notifications.ts';
import { opportunitiesPermissions } from './opportunities.ts';
import { ticketsPermissions } from './tickets.ts';

/** Everything that a role may allow, in all domains: what tenants make their roles and keys of. */
export const permissionCatalogue = {
  ...accountsPermissions,
  ...opportunitiesPermissions,
  ...contractsPermissions,
  ...ticketsPermissions,
  ...notificationsPermissions,
};

export type PermissionKey = keyof typeof permissionCatalogue;

/** The keys of the catalogue, in its order. */
export const permissionKeys = Object.keys(permissionCatalogue) as [PermissionKey, ...PermissionKey[]];
