export { notificationsPermissions as permissions } from '@keyline/auth';
