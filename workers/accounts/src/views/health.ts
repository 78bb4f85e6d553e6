import { fill, idField, instantField, type Locale, lineField, toInstant, valuesIn } from '@keyline/kernel';
import type { churnScores } from '@keyline/schema';
import * as v from 'valibot';
import { type ChurnReasonCode, churnRules } from '../domain/churn-scorecard.ts';
import type { ShownRetention } from '../records/retention.ts';

const caseField = idField('case');

const openRetentionView = v.strictObject({
  caseId: caseField,
  stage: v.pipe(v.string(), v.metadata({ examples: ['retaining'] })),
  ownerId: v.nullable(idField('user')),
  openedAt: instantField,
  dueAt: v.nullable(instantField),
});

const outcomeView = v.strictObject({
  caseId: caseField,
  outcome: v.pipe(
    v.string(),
    v.description('`retained` or `lost`, by the standard process.'),
    v.metadata({ examples: ['retained'] }),
  ),
  endedAt: instantField,
  result: v.pipe(
    v.nullable(v.record(v.string(), v.unknown())),
    v.description('What was done, or why it was lost.'),
    v.metadata({ examples: [{ measures: '上门拜访，续签优惠' }] }),
  ),
});

const retentionView = v.pipe(
  v.strictObject({ open: v.nullable(openRetentionView), last: v.nullable(outcomeView) }),
  v.description(
    'The retention case 挽留 that is open, and the one that ended last. Cases that the caller may not see are left out.',
  ),
);

export const healthView = v.pipe(
  v.strictObject({
    accountId: idField('account'),
    score: v.pipe(
      v.nullable(v.number()),
      v.description('0 to 100: how likely the account is to leave; null: not scored yet.'),
      v.metadata({ examples: [72] }),
    ),
    band: v.pipe(
      v.nullable(v.picklist(['none', 'watch', 'high', 'critical'])),
      v.description('`watch` from 50, `high` from 70, `critical` from 85.'),
      v.metadata({ examples: ['high'] }),
    ),
    scoredOn: v.pipe(v.nullable(v.string()), v.metadata({ examples: ['2026-11-26'] })),
    reasons: v.pipe(
      v.array(
        v.strictObject({
          code: v.pipe(v.string(), v.metadata({ examples: ['contract_ends'] })),
          points: v.pipe(v.number(), v.metadata({ examples: [25] })),
          text: lineField(200, 'The last contract ends in 20 days'),
        }),
      ),
      v.description('What the score is made of, the heaviest first.'),
    ),
    retention: retentionView,
  }),
  v.metadata({ ref: 'AccountHealth' }),
);

const countField = v.pipe(v.number(), v.metadata({ examples: [12] }));

export const retentionSummaryView = v.pipe(
  v.strictObject({
    from: instantField,
    to: instantField,
    ended: countField,
    retained: countField,
    lost: countField,
    successRate: v.pipe(
      v.nullable(v.number()),
      v.description('`retained` of `ended`, 0 to 1; null where none ended.'),
      v.metadata({ examples: [0.75] }),
    ),
  }),
  v.metadata({ ref: 'RetentionSummary' }),
);

type Scored = Pick<typeof churnScores.$inferSelect, 'score' | 'band' | 'reasons' | 'scoredOn'>;

interface Retentions {
  readonly open: ShownRetention | undefined;
  readonly last: ShownRetention | undefined;
}

export function viewHealth(
  accountId: string,
  scored: Scored | undefined,
  retentions: Retentions,
  locale: Locale,
) {
  const retention = viewRetentions(retentions);
  if (scored === undefined)
    return { accountId, score: null, band: null, scoredOn: null, reasons: [], retention };
  const { score, band, scoredOn } = scored;
  const reasons = scored.reasons.map(({ code, points, values }) => {
    const { words } = churnRules[code as ChurnReasonCode];
    return { code, points, text: fill(words[locale], valuesIn(locale, values)) };
  });
  return { accountId, score, band, scoredOn, reasons, retention };
}

function viewRetentions({ open, last }: Retentions) {
  return {
    open: open === undefined ? null : viewOpen(open),
    last: last === undefined ? null : viewOutcome(last),
  };
}

function viewOpen({ id, stage, ownerId, createdAt, dueAt }: ShownRetention) {
  const due = dueAt === null ? null : toInstant(dueAt);
  return { caseId: id, stage, ownerId, openedAt: toInstant(createdAt), dueAt: due };
}

function viewOutcome({ id, outcome, stageSince, result }: ShownRetention) {
  return { caseId: id, outcome: String(outcome), endedAt: toInstant(stageSince), result };
}
