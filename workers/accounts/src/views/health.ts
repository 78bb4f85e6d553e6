import { fill, idField, type Locale, lineField, valuesIn } from '@keyline/kernel';
import type { churnScores } from '@keyline/schema';
import * as v from 'valibot';
import { type ChurnReasonCode, churnRules } from '../domain/churn-scorecard.ts';

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
  }),
  v.metadata({ ref: 'AccountHealth' }),
);

type Scored = Pick<typeof churnScores.$inferSelect, 'score' | 'band' | 'reasons' | 'scoredOn'>;

export function viewHealth(accountId: string, scored: Scored | undefined, locale: Locale) {
  if (scored === undefined) return { accountId, score: null, band: null, scoredOn: null, reasons: [] };
  const { score, band, scoredOn } = scored;
  const reasons = scored.reasons.map(({ code, points, values }) => {
    const { words } = churnRules[code as ChurnReasonCode];
    return { code, points, text: fill(words[locale], valuesIn(locale, values)) };
  });
  return { accountId, score, band, scoredOn, reasons };
}
