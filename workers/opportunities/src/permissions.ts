export { opportunitiesPermissions as permissions } from '@keyline/auth';
