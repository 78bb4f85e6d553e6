import { type JsonObject, mergePatch, patchBetween } from './merge-patch.ts';
import { fen, type Money } from './money.ts';

/** What a tenant may set beside its locale and time zone, which stand with the tenant. */
export interface Settings {
  /** By which the tenant counts working time; absent: its first calendar. */
  readonly calendarId?: string;
  /** Average monthly spend from which on an account is a key account. */
  readonly keyAccountThreshold: Money;
  /** Churn scores (0-100) from which on an account is in each band. */
  readonly churnBands: { readonly watch: number; readonly high: number; readonly critical: number };
  readonly auction: {
    /** Shares of a sealed bid's score, percent. */
    readonly weights: { readonly revenue: number; readonly speed: number };
    /** Awards not yet signed or lost that one bidder may hold. */
    readonly maxUnfinishedAwards: number;
    /** How long an auction runs where nothing is said, working minutes. */
    readonly defaultMinutes: number;
  };
  readonly leads: {
    readonly expiresAfterDays: number;
    /** How far back an open opportunity makes a lead a duplicate. */
    readonly duplicateWindowDays: number;
    /** How long an accepted lead protects its partner. */
    readonly protectionDays: number;
  };
  readonly contracts: { readonly renewalNoticeDays: number };
  readonly tickets: {
    readonly reopenWithinDays: number;
    /** Working days without objection after which a resolved ticket closes. */
    readonly closeAfterDays: number;
    /** Days from closing to follow-up. */
    readonly followUpDays: number;
  };
  /** Number of recipients beyond which a broadcast needs approval. */
  readonly broadcasts: { readonly approvalAbove: number };
  readonly opportunities: {
    readonly reopenWithinDays: number;
    /** Share of a stage's limit after which its actor is warned. */
    readonly dueWarningPercent: number;
  };
  /** Days without a refresh after which a session ends. */
  readonly security: { readonly sessionDays: number };
}

export const settingsDefaults: Settings = {
  keyAccountThreshold: fen(300_000),
  churnBands: { watch: 50, high: 70, critical: 85 },
  auction: { weights: { revenue: 60, speed: 40 }, maxUnfinishedAwards: 5, defaultMinutes: 480 },
  leads: { expiresAfterDays: 30, duplicateWindowDays: 90, protectionDays: 90 },
  contracts: { renewalNoticeDays: 60 },
  tickets: { reopenWithinDays: 14, closeAfterDays: 3, followUpDays: 30 },
  broadcasts: { approvalAbove: 500 },
  opportunities: { reopenWithinDays: 90, dueWarningPercent: 80 },
  security: { sessionDays: 30 },
};

const defaults = settingsDefaults as unknown as JsonObject;

/** The settings that hold, of what was chosen. */
export function settingsOf(chosen: JsonObject): Settings {
  return mergePatch(defaults, chosen) as unknown as Settings;
}

/** What is to be kept of settings: what differs from the defaults, so that a new default reaches everybody else. */
export function chosenOf(wanted: Settings): JsonObject {
  return patchBetween(defaults, wanted as unknown as JsonObject);
}
