export { contractsPermissions as permissions } from '@keyline/auth';
