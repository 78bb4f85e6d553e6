import type { KindName } from './places.ts';

/**
 * What an operation is about, which decides whom it answers beside the permission:
 * - `account`, `partner`, `import`: one such record, or what hangs on it. Done where it lies in the caller's scope, else 404.
 * - `accounts`, `partners`, `imports`: the list of them. Shows those in the caller's scope.
 * - `record`: one record of the tenant that falls into no scope. Done, and 404 for another tenant's.
 * - `tenant`: names no record: a list of what falls into no scope, or something new.
 * - `caller`: himself and nobody else.
 * - `task`: one task. Done by who has it and by whom it names, 404 for everybody else.
 * - `anybody`: needs no sign-in.
 */
export type About = KindName | `${KindName}s` | 'record' | 'tenant' | 'caller' | 'anybody';

/** The permission that an operation needs (`signed in`: none but that), and what it is about. */
export type OperationRow = readonly [permission: string, about: About];

/** One row for each operation; written from product.md and api.md, not from the operations. */
export const operationTable: Readonly<Record<string, OperationRow>> = {
  // Sign-up, sign-in
  createTenant: ['signed out', 'anybody'],
  issueToken: ['signed out', 'anybody'],
  listSignInProviders: ['signed out', 'anybody'],
  startOidcSignIn: ['signed out', 'anybody'],
  requestPasswordReset: ['signed out', 'anybody'],
  confirmPasswordReset: ['signed out', 'anybody'],
  acceptInvitation: ['signed out', 'anybody'],
  getJwks: ['signed out', 'anybody'],

  // Myself
  signOut: ['signed in', 'caller'],
  signOutEverywhere: ['signed in', 'caller'],
  changePassword: ['signed in', 'caller'],
  beginTotp: ['signed in', 'caller'],
  confirmTotp: ['signed in', 'caller'],
  getTotp: ['signed in', 'caller'],
  removeTotp: ['signed in', 'caller'],
  listSessions: ['signed in', 'caller'],
  endSession: ['signed in', 'caller'],
  getMe: ['signed in', 'caller'],
  changeMe: ['signed in', 'caller'],
  getAccess: ['signed in', 'account'],
  listPermissions: ['signed in', 'tenant'],

  // People
  createUser: ['users.write', 'tenant'],
  listUsers: ['users.read', 'tenant'],
  getUser: ['users.read', 'record'],
  changeUser: ['users.write', 'record'],
  createHandover: ['users.write', 'tenant'],
  listHandovers: ['users.write', 'tenant'],
  getHandover: ['users.write', 'record'],
  createInvitation: ['users.write', 'tenant'],
  listInvitations: ['users.read', 'tenant'],
  getInvitation: ['users.read', 'record'],
  withdrawInvitation: ['users.write', 'record'],
  resendInvitation: ['users.write', 'record'],
  resetUserPassword: ['users.write', 'record'],
  removeUserTotp: ['users.write', 'record'],
  unlinkUserIdentity: ['users.write', 'record'],
  listUserSessions: ['users.write', 'record'],
  endUserSession: ['users.write', 'record'],
  getPersonalData: ['personal_data.export', 'record'],
  erasePersonalData: ['personal_data.erase', 'tenant'],

  // Roles, keys, identity providers
  createRole: ['roles.write', 'tenant'],
  listRoles: ['roles.read', 'tenant'],
  getRole: ['roles.read', 'record'],
  changeRole: ['roles.write', 'record'],
  removeRole: ['roles.write', 'record'],
  createApiKey: ['api_keys.write', 'tenant'],
  listApiKeys: ['api_keys.read', 'tenant'],
  getApiKey: ['api_keys.read', 'record'],
  changeApiKey: ['api_keys.write', 'record'],
  rotateApiKey: ['api_keys.write', 'record'],
  revokeApiKey: ['api_keys.write', 'record'],
  createIdentityProvider: ['identity_providers.write', 'tenant'],
  listIdentityProviders: ['identity_providers.read', 'tenant'],
  getIdentityProvider: ['identity_providers.read', 'record'],
  changeIdentityProvider: ['identity_providers.write', 'record'],
  removeIdentityProvider: ['identity_providers.write', 'record'],

  // The tenant: settings, audit, org units
  getSettings: ['settings.read', 'tenant'],
  changeSettings: ['settings.write', 'tenant'],
  listAuditEntries: ['audit.read', 'tenant'],
  listSeals: ['audit.read', 'tenant'],
  listEvents: ['events.read', 'tenant'],
  listDeadLetters: ['dead_letters.read', 'tenant'],
  listStrayMessages: ['dead_letters.read', 'tenant'],
  getDeadLetter: ['dead_letters.read', 'record'],
  replayDeadLetter: ['dead_letters.replay', 'record'],
  createOrgUnit: ['org_units.write', 'tenant'],
  listOrgUnits: ['org_units.read', 'tenant'],
  getOrgUnit: ['org_units.read', 'record'],
  changeOrgUnit: ['org_units.write', 'record'],
  mergeOrgUnit: ['org_units.write', 'record'],
  removeOrgUnit: ['org_units.write', 'record'],
  listGrids: ['grids.read', 'tenant'],
  getGrid: ['grids.read', 'record'],

  // Accounts and what hangs on them
  createImport: ['imports.write', 'tenant'],
  listImports: ['imports.read', 'imports'],
  getImport: ['imports.read', 'import'],
  listImportFindings: ['imports.read', 'import'],
  cancelImport: ['imports.write', 'import'],
  createImportMapping: ['import_mappings.write', 'tenant'],
  listImportMappings: ['import_mappings.read', 'tenant'],
  getImportMapping: ['import_mappings.read', 'record'],
  changeImportMapping: ['import_mappings.write', 'record'],
  removeImportMapping: ['import_mappings.write', 'record'],
  createAccount: ['accounts.create', 'tenant'],
  listAccounts: ['accounts.read', 'accounts'],
  getAccount: ['accounts.read', 'account'],
  getAccountHealth: ['accounts.read', 'account'],
  changeAccount: ['accounts.update', 'account'],
  listTimeline: ['accounts.read', 'account'],
  addTeamMember: ['team.write', 'account'],
  listTeam: ['team.read', 'account'],
  getTeamMember: ['team.read', 'account'],
  removeTeamMember: ['team.write', 'account'],
  createContact: ['contacts.write', 'account'],
  listContacts: ['contacts.read', 'account'],
  getContact: ['contacts.read', 'account'],
  changeContact: ['contacts.write', 'account'],
  removeContact: ['contacts.write', 'account'],
  logInteraction: ['interactions.write', 'account'],
  listInteractions: ['interactions.read', 'account'],
  getInteraction: ['interactions.read', 'account'],

  createAttachment: ['attachments.write', 'account'],
  listAttachments: ['attachments.read', 'account'],
  getAttachment: ['attachments.read', 'account'],
  getAttachmentContent: ['attachments.read', 'account'],
  removeAttachment: ['attachments.write', 'account'],

  // Processes, cases, tasks
  createProcess: ['processes.write', 'tenant'],
  listProcesses: ['processes.read', 'tenant'],
  getProcess: ['processes.read', 'record'],
  publishProcess: ['processes.write', 'record'],
  createCase: ['cases.create', 'account'],
  listCases: ['cases.read', 'tenant'],
  getCase: ['cases.read', 'case'],
  listCaseActions: ['cases.read', 'case'],
  moveCase: ['cases.act', 'case'],
  getRetentionSummary: ['cases.read', 'tenant'],
  listTasks: ['tasks.read', 'caller'],
  getTask: ['tasks.read', 'task'],
  claimTask: ['tasks.work', 'task'],
  releaseTask: ['tasks.work', 'task'],
  delegateTask: ['tasks.work', 'task'],
  completeTask: ['tasks.work', 'task'],

  // Partners
  createPartner: ['partners.write', 'tenant'],
  listPartners: ['partners.read', 'partners'],
  getPartner: ['partners.read', 'partner'],
  changePartner: ['partners.write', 'partner'],
  activatePartner: ['partners.write', 'partner'],
  suspendPartner: ['partners.write', 'partner'],
  endPartner: ['partners.write', 'partner'],

  // Contracts
  createContractTemplate: ['contract_templates.write', 'tenant'],
  listContractTemplates: ['contract_templates.read', 'tenant'],
  getContractTemplate: ['contract_templates.read', 'record'],
  changeContractTemplate: ['contract_templates.write', 'record'],
  publishContractTemplate: ['contract_templates.write', 'record'],
  retireContractTemplate: ['contract_templates.write', 'record'],
  createContract: ['contracts.create', 'account'],
  listContracts: ['contracts.read', 'contracts'],
  getContract: ['contracts.read', 'contract'],
  changeContract: ['contracts.update', 'contract'],
  getContractDocument: ['contracts.read', 'contract'],
  listContractActions: ['contracts.read', 'contract'],
  moveContract: ['contracts.act', 'contract'],

  // Leads
  submitLead: ['leads.submit', 'tenant'],
  listLeads: ['leads.read', 'leads'],
  getLead: ['leads.read', 'lead'],
  listLeadActions: ['leads.read', 'lead'],
  acceptLead: ['leads.act', 'lead'],
  rejectLead: ['leads.act', 'lead'],
  requestLeadInformation: ['leads.act', 'lead'],
  answerLead: ['leads.submit', 'lead'],

  // Opportunities
  listOpportunityCategories: ['signed in', 'tenant'],
  createOpportunity: ['opportunities.create', 'account'],
  listOpportunities: ['opportunities.read', 'opportunitys'],
  getOpportunity: ['opportunities.read', 'opportunity'],
  changeOpportunity: ['opportunities.update', 'opportunity'],
  moveOpportunity: ['opportunities.act', 'opportunity'],
  listOpportunityActions: ['opportunities.read', 'opportunity'],
  getAuction: ['opportunities.read', 'opportunity'],

  // Notifications
  listNotifications: ['signed in', 'caller'],
  markNotificationRead: ['signed in', 'caller'],
  markAllNotificationsRead: ['signed in', 'caller'],
  listDeliveries: ['deliveries.read', 'tenant'],
  redeliverDelivery: ['deliveries.write', 'record'],

  // Calendars
  createCalendar: ['calendars.write', 'tenant'],
  listCalendars: ['calendars.read', 'tenant'],
  getCalendar: ['calendars.read', 'record'],
  changeCalendar: ['calendars.write', 'record'],
  loadCalendarYear: ['calendars.write', 'record'],
  previewCalendarYear: ['calendars.write', 'record'],
  getDueTime: ['calendars.read', 'record'],
  removeCalendar: ['calendars.write', 'record'],

  // Tickets
  createTicket: ['tickets.create', 'tenant'],
  listTickets: ['tickets.read', 'tickets'],
  getTicket: ['tickets.read', 'ticket'],
  changeTicket: ['tickets.update', 'ticket'],
  listTicketActions: ['tickets.read', 'ticket'],
  moveTicket: ['tickets.act', 'ticket'],
  listTicketClocks: ['tickets.read', 'ticket'],
  createTicketMessage: ['tickets.act', 'ticket'],
  listTicketMessages: ['tickets.read', 'ticket'],
  getTicketMessage: ['tickets.read', 'ticket'],

  // SLA
  createSlaPolicy: ['sla_policies.write', 'tenant'],
  listSlaPolicies: ['sla_policies.read', 'tenant'],
  getSlaPolicy: ['sla_policies.read', 'record'],
  changeSlaPolicy: ['sla_policies.write', 'record'],
  simulateSla: ['sla.simulate', 'tenant'],

  // Webhooks
  createWebhookEndpoint: ['webhook_endpoints.write', 'tenant'],
  listWebhookEndpoints: ['webhook_endpoints.read', 'tenant'],
  getWebhookEndpoint: ['webhook_endpoints.read', 'record'],
  changeWebhookEndpoint: ['webhook_endpoints.write', 'record'],
  rotateWebhookEndpoint: ['webhook_endpoints.write', 'record'],
  removeWebhookEndpoint: ['webhook_endpoints.write', 'record'],
  listWebhookDeliveries: ['webhook_endpoints.read', 'record'],
};

/** The row of an operation; an error that says what to add where there is none. */
export function rowOf(operationId: string): OperationRow {
  const row = operationTable[operationId];
  if (row !== undefined) return row;
  throw new Error(
    `${operationId} has no row in test/visibility/operation-table.ts: add \`${operationId}: ['<permission>', '<about>'],\`, and a permission that is new to the duties of role-table.ts that take it`,
  );
}
