export { accountsPermissions as permissions } from '@keyline/auth';
