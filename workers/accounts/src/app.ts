import type { Domain } from '@keyline/http';
import { acceptInvitation } from './commands/accept-invitation.ts';
import { addTeamMember } from './commands/add-team-member.ts';
import { beginTotp } from './commands/begin-totp.ts';
import { cancelImport } from './commands/cancel-import.ts';
import { changeAccount } from './commands/change-account.ts';
import { changeApiKey } from './commands/change-api-key.ts';
import { changeCalendar } from './commands/change-calendar.ts';
import { changeContact } from './commands/change-contact.ts';
import { changeIdentityProvider } from './commands/change-identity-provider.ts';
import { changeImportMapping } from './commands/change-import-mapping.ts';
import { changeMe } from './commands/change-me.ts';
import { changeOrgUnit } from './commands/change-org-unit.ts';
import { changePassword } from './commands/change-password.ts';
import { changeRole } from './commands/change-role.ts';
import { changeSettings } from './commands/change-settings.ts';
import { changeUser } from './commands/change-user.ts';
import { confirmPasswordReset } from './commands/confirm-password-reset.ts';
import { confirmTotp } from './commands/confirm-totp.ts';
import { createAccount } from './commands/create-account.ts';
import { createApiKey } from './commands/create-api-key.ts';
import { createAttachment } from './commands/create-attachment.ts';
import { createCalendar } from './commands/create-calendar.ts';
import { createContact } from './commands/create-contact.ts';
import { createHandover } from './commands/create-handover.ts';
import { createIdentityProvider } from './commands/create-identity-provider.ts';
import { createImport } from './commands/create-import.ts';
import { createImportMapping } from './commands/create-import-mapping.ts';
import { createInvitation } from './commands/create-invitation.ts';
import { createOrgUnit } from './commands/create-org-unit.ts';
import { createRole } from './commands/create-role.ts';
import { createUser } from './commands/create-user.ts';
import { endSession } from './commands/end-session.ts';
import { endUserSession } from './commands/end-user-session.ts';
import { erasePersonalData } from './commands/erase-personal-data.ts';
import { issueToken } from './commands/issue-token.ts';
import { loadCalendarYear } from './commands/load-calendar-year.ts';
import { logInteraction } from './commands/log-interaction.ts';
import { mergeOrgUnit } from './commands/merge-org-unit.ts';
import { removeAttachment } from './commands/remove-attachment.ts';
import { removeCalendar } from './commands/remove-calendar.ts';
import { removeContact } from './commands/remove-contact.ts';
import { removeIdentityProvider } from './commands/remove-identity-provider.ts';
import { removeImportMapping } from './commands/remove-import-mapping.ts';
import { removeOrgUnit } from './commands/remove-org-unit.ts';
import { removeRole } from './commands/remove-role.ts';
import { removeTeamMember } from './commands/remove-team-member.ts';
import { removeTotp } from './commands/remove-totp.ts';
import { removeUserTotp } from './commands/remove-user-totp.ts';
import { replayDeadLetter } from './commands/replay-dead-letter.ts';
import { requestPasswordReset } from './commands/request-password-reset.ts';
import { resendInvitation } from './commands/resend-invitation.ts';
import { resetUserPassword } from './commands/reset-user-password.ts';
import { revokeApiKey } from './commands/revoke-api-key.ts';
import { rotateApiKey } from './commands/rotate-api-key.ts';
import { signOut } from './commands/sign-out.ts';
import { signOutEverywhere } from './commands/sign-out-everywhere.ts';
import { signUp } from './commands/sign-up.ts';
import { startOidcSignIn } from './commands/start-oidc-sign-in.ts';
import { unlinkUserIdentity } from './commands/unlink-user-identity.ts';
import { withdrawInvitation } from './commands/withdraw-invitation.ts';
import { caseLimitDue } from './deadlines/case-limit-due.ts';
import { nextStepOverdue } from './deadlines/next-step-overdue.ts';
import { env } from './env.ts';
import { deleteUnneededFiles } from './jobs/delete-unneeded-files.ts';
import { endExpiredSessions } from './jobs/end-expired-sessions.ts';
import { finishHandovers } from './jobs/finish-handovers.ts';
import { finishMerges } from './jobs/finish-merges.ts';
import { forgetOldRows } from './jobs/forget-old-rows.ts';
import { runImports } from './jobs/run-imports.ts';
import { scoreChurn } from './jobs/score-churn.ts';
import { sealEvents } from './jobs/seal-events.ts';
import { tellMissingYears } from './jobs/tell-missing-years.ts';
import { movingOperations } from './moving.ts';
import { getAccess } from './queries/get-access.ts';
import { getAccount } from './queries/get-account.ts';
import { getAccountHealth } from './queries/get-account-health.ts';
import { getApiKey } from './queries/get-api-key.ts';
import { getAttachment } from './queries/get-attachment.ts';
import { getAttachmentContent } from './queries/get-attachment-content.ts';
import { getCalendar } from './queries/get-calendar.ts';
import { getContact } from './queries/get-contact.ts';
import { getDeadLetter } from './queries/get-dead-letter.ts';
import { getDueTime } from './queries/get-due-time.ts';
import { getGrid } from './queries/get-grid.ts';
import { getHandover } from './queries/get-handover.ts';
import { getIdentityProvider } from './queries/get-identity-provider.ts';
import { getImport } from './queries/get-import.ts';
import { getImportMapping } from './queries/get-import-mapping.ts';
import { getInteraction } from './queries/get-interaction.ts';
import { getInvitation } from './queries/get-invitation.ts';
import { getJwks } from './queries/get-jwks.ts';
import { getMe } from './queries/get-me.ts';
import { getOrgUnit } from './queries/get-org-unit.ts';
import { getPersonalData } from './queries/get-personal-data.ts';
import { getRole } from './queries/get-role.ts';
import { getSettings } from './queries/get-settings.ts';
import { getTeamMember } from './queries/get-team-member.ts';
import { getTotp } from './queries/get-totp.ts';
import { getUser } from './queries/get-user.ts';
import { listAccounts } from './queries/list-accounts.ts';
import { listApiKeys } from './queries/list-api-keys.ts';
import { listAttachments } from './queries/list-attachments.ts';
import { listAuditEntries } from './queries/list-audit-entries.ts';
import { listCalendars } from './queries/list-calendars.ts';
import { listContacts } from './queries/list-contacts.ts';
import { listDeadLetters } from './queries/list-dead-letters.ts';
import { listEvents } from './queries/list-events.ts';
import { listGrids } from './queries/list-grids.ts';
import { listHandovers } from './queries/list-handovers.ts';
import { listIdentityProviders } from './queries/list-identity-providers.ts';
import { listImportFindings } from './queries/list-import-findings.ts';
import { listImportMappings } from './queries/list-import-mappings.ts';
import { listImports } from './queries/list-imports.ts';
import { listInteractions } from './queries/list-interactions.ts';
import { listInvitations } from './queries/list-invitations.ts';
import { listOrgUnits } from './queries/list-org-units.ts';
import { listPermissions } from './queries/list-permissions.ts';
import { listRoles } from './queries/list-roles.ts';
import { listSeals } from './queries/list-seals.ts';
import { listSessions } from './queries/list-sessions.ts';
import { listSignInProviders } from './queries/list-sign-in-providers.ts';
import { listStrayMessages } from './queries/list-stray-messages.ts';
import { listTeam } from './queries/list-team.ts';
import { listTimeline } from './queries/list-timeline.ts';
import { listUserSessions } from './queries/list-user-sessions.ts';
import { listUsers } from './queries/list-users.ts';
import { previewCalendarYear } from './queries/preview-calendar-year.ts';
import { onAccountChurnRaised } from './reactions/on-account-churn-raised.ts';
import { onAccountDraftRequested } from './reactions/on-account-draft-requested.ts';
import { onCalendarYearLoaded } from './reactions/on-calendar-year-loaded.ts';
import { onHandoverStarted } from './reactions/on-handover-started.ts';
import { onImportRequested } from './reactions/on-import-requested.ts';
import { onOpportunityAssigned } from './reactions/on-opportunity-assigned.ts';
import { onOrgUnitMerged } from './reactions/on-org-unit-merged.ts';

/** The accounts Worker: tenants, people and keys, accounts and what hangs on them. */
export const domain: Domain = {
  name: 'accounts',
  env,
  jobs: [
    forgetOldRows,
    finishMerges,
    finishHandovers,
    endExpiredSessions,
    tellMissingYears,
    deleteUnneededFiles,
    runImports,
    scoreChurn,
    sealEvents,
  ],
  async countVitals(system, now) {
    const { thisYear, nextYear } = await system.countAssumedYears(new Date(now).getUTCFullYear());
    return { tenantsAssumingThisYear: thisYear, tenantsAssumingNextYear: nextYear };
  },
  deadlines: [nextStepOverdue, caseLimitDue],
  reactions: [
    onAccountChurnRaised,
    onAccountDraftRequested,
    onCalendarYearLoaded,
    onHandoverStarted,
    onImportRequested,
    onOpportunityAssigned,
    onOrgUnitMerged,
  ],
  operations: [
    signUp,
    issueToken,
    listSignInProviders,
    startOidcSignIn,
    signOut,
    signOutEverywhere,
    changePassword,
    requestPasswordReset,
    confirmPasswordReset,
    beginTotp,
    confirmTotp,
    getTotp,
    removeTotp,
    listSessions,
    endSession,
    getJwks,
    getMe,
    getAccess,
    changeMe,
    createUser,
    listUsers,
    getUser,
    changeUser,
    createHandover,
    listHandovers,
    getHandover,
    createInvitation,
    listInvitations,
    acceptInvitation,
    getInvitation,
    withdrawInvitation,
    resendInvitation,
    resetUserPassword,
    removeUserTotp,
    unlinkUserIdentity,
    listUserSessions,
    endUserSession,
    listPermissions,
    createRole,
    listRoles,
    getRole,
    changeRole,
    removeRole,
    getSettings,
    changeSettings,
    createCalendar,
    listCalendars,
    getCalendar,
    changeCalendar,
    loadCalendarYear,
    previewCalendarYear,
    getDueTime,
    removeCalendar,
    createApiKey,
    listApiKeys,
    getApiKey,
    changeApiKey,
    rotateApiKey,
    revokeApiKey,
    createIdentityProvider,
    listIdentityProviders,
    getIdentityProvider,
    changeIdentityProvider,
    removeIdentityProvider,
    listAuditEntries,
    listSeals,
    listEvents,
    listDeadLetters,
    listStrayMessages,
    getDeadLetter,
    replayDeadLetter,
    getPersonalData,
    erasePersonalData,
    createOrgUnit,
    listOrgUnits,
    getOrgUnit,
    changeOrgUnit,
    mergeOrgUnit,
    removeOrgUnit,
    listGrids,
    getGrid,
    createAccount,
    listAccounts,
    getAccount,
    getAccountHealth,
    changeAccount,
    listTimeline,
    addTeamMember,
    listTeam,
    getTeamMember,
    removeTeamMember,
    createContact,
    listContacts,
    getContact,
    changeContact,
    removeContact,
    logInteraction,
    listInteractions,
    getInteraction,
    createImport,
    listImports,
    getImport,
    listImportFindings,
    cancelImport,
    createImportMapping,
    listImportMappings,
    getImportMapping,
    changeImportMapping,
    removeImportMapping,
    createAttachment,
    listAttachments,
    getAttachment,
    getAttachmentContent,
    removeAttachment,
    ...movingOperations,
  ],
};
