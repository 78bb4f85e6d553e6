export { ticketsPermissions as permissions } from '@keyline/auth';
