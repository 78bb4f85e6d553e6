import { choiceField, idField, locales, moneyField, settingsDefaults } from '@keyline/kernel';
import * as v from 'valibot';
import { timeZoneField } from './fields.ts';

const defaults = settingsDefaults;

/** A whole number between bounds; its example is the default. */
function whole(least: number, most: number, example: number, description: string) {
  return v.pipe(
    v.number(),
    v.safeInteger(),
    v.minValue(least),
    v.maxValue(most),
    v.description(description),
    v.metadata({ examples: [example] }),
  );
}

const days = (most: number, example: number, description: string) => whole(1, most, example, description);
const percent = (example: number, description: string) => whole(0, 100, example, description);

const { churnBands, auction, leads, contracts, tickets, broadcasts, opportunities, security } = defaults;

const weights = {
  revenue: percent(auction.weights.revenue, 'Share of the expected revenue in a sealed bid, percent.'),
  speed: percent(auction.weights.speed, 'Share of the days to sign, percent; both add up to 100.'),
};

const calendarField = v.pipe(
  idField('calendar'),
  v.description('By which the tenant counts working time; at first the calendar it began with.'),
);

/** The groups of settings, each with its fields. Bands and weights have rules across fields, too. */
const groups = {
  churnBands: {
    watch: percent(churnBands.watch, 'Score from which on an account is watched.'),
    high: percent(churnBands.high, 'Score from which on the risk is high.'),
    critical: percent(churnBands.critical, 'Score from which on the risk is critical.'),
  },
  leads: {
    expiresAfterDays: days(365, leads.expiresAfterDays, 'Days after which an open lead expires.'),
    duplicateWindowDays: days(
      365,
      leads.duplicateWindowDays,
      'Days within which an open opportunity of the same account and category makes a lead a duplicate.',
    ),
    protectionDays: days(365, leads.protectionDays, 'Days for which an accepted lead protects its partner.'),
  },
  contracts: {
    renewalNoticeDays: days(365, contracts.renewalNoticeDays, 'Days before its end that a renewal starts.'),
  },
  tickets: {
    reopenWithinDays: days(
      365,
      tickets.reopenWithinDays,
      'Days within which a message opens a closed ticket again.',
    ),
    closeAfterDays: days(
      30,
      tickets.closeAfterDays,
      'Working days without objection after which a resolved ticket closes.',
    ),
    followUpDays: days(180, tickets.followUpDays, 'Days from closing to the follow-up.'),
  },
  broadcasts: {
    approvalAbove: whole(
      0,
      1_000_000,
      broadcasts.approvalAbove,
      'Recipients beyond which a broadcast needs approval.',
    ),
  },
  opportunities: {
    reopenWithinDays: days(
      365,
      opportunities.reopenWithinDays,
      'Days within which a lost or abandoned opportunity is opened again.',
    ),
    dueWarningPercent: whole(
      1,
      99,
      opportunities.dueWarningPercent,
      'Share of a limit after which the actor is warned.',
    ),
  },
  security: {
    sessionDays: days(
      90,
      security.sessionDays,
      'Days without a refresh after which a session ends; counts from the next sign-in or refresh.',
    ),
  },
};

const bidders = {
  maxUnfinishedAwards: whole(
    1,
    1000,
    auction.maxUnfinishedAwards,
    'Awards, neither signed nor lost, that one bidder may hold.',
  ),
  defaultMinutes: whole(
    1,
    100_000,
    auction.defaultMinutes,
    'How long an auction runs where nothing is said, working minutes.',
  ),
};

/** All settings as they are shown. */
export const settingsEntries = {
  locale: choiceField(locales),
  timeZone: timeZoneField,
  calendarId: calendarField,
  keyAccountThreshold: moneyField,
  churnBands: v.strictObject(groups.churnBands),
  auction: v.strictObject({ weights: v.strictObject(weights), ...bidders }),
  leads: v.strictObject(groups.leads),
  contracts: v.strictObject(groups.contracts),
  tickets: v.strictObject(groups.tickets),
  broadcasts: v.strictObject(groups.broadcasts),
  opportunities: v.strictObject(groups.opportunities),
  security: v.strictObject(groups.security),
};

/** The same in a merge patch: each may be absent, or null for the default. */
function patched(entries: v.ObjectEntries): v.ObjectEntries {
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [
      name,
      v.exactOptional(v.nullable(entry as v.GenericSchema)),
    ]),
  );
}

const patchedGroups = Object.fromEntries(
  Object.entries(groups).map(([name, entries]) => [name, v.strictObject(patched(entries))]),
);

export const changeSettingsBody = v.pipe(
  v.strictObject({
    ...patched({
      keyAccountThreshold: moneyField,
      ...patchedGroups,
      auction: v.strictObject(patched({ weights: v.strictObject(patched(weights)), ...bidders })),
    }),
    locale: v.exactOptional(choiceField(locales)),
    timeZone: v.exactOptional(timeZoneField),
    calendarId: v.exactOptional(v.nullable(calendarField)),
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
  v.metadata({ examples: [{ churnBands: { watch: 45 }, security: { sessionDays: 14 } }] }),
);
