const minute = 60_000;

/** How long a link to set a new password is good, milliseconds of real time. */
export const resetTtlMs = 30 * minute;

/** How long an invitation is good, milliseconds of real time. */
export const invitationTtlMs = 7 * 24 * 60 * minute;
