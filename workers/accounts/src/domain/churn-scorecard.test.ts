import { settingsDefaults } from '@keyline/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bandOf,
  type ChurnFeatures,
  crossedUpward,
  scoreOf,
  spendChangeOf,
  withMonth,
} from './churn-scorecard.ts';

const bands = settingsDefaults.churnBands;
const scored = (features: ChurnFeatures) => scoreOf(features, bands);

const calm: ChurnFeatures = {
  daysSinceContact: 10,
  daysKnown: 400,
  complaints: 0,
  breaches: 0,
  contractDaysLeft: 700,
  competing: 0,
  lost: 0,
  spendChange: 3,
};

describe('the churn scorecard', () => {
  test('has nothing to say of an account that is looked after', () => {
    expect(scored(calm)).toEqual({ score: 0, band: 'none', reasons: [] });
  });

  test('adds up what speaks for leaving, and names the heaviest reason first', () => {
    const result = scored({ ...calm, competing: 2, contractDaysLeft: 20, complaints: 2, breaches: 1 });
    expect(result).toMatchObject({ score: 71, band: 'high' });
    expect(result.reasons.map(({ code, points }) => [code, points])).toEqual([
      ['competitor_active', 25],
      ['contract_ends', 25],
      ['complained', 15],
      ['sla_breached', 6],
    ]);
    expect(result.reasons[1]?.values.days).toBe(20);
  });

  test('counts a contact gap from the day the account was entered where nobody ever was in touch', () => {
    expect(scored({ ...calm, daysSinceContact: null, daysKnown: 95 }).score).toBe(12);
    expect(scored({ ...calm, daysSinceContact: null, daysKnown: 5 }).score).toBe(0);
  });

  test.each([
    [49, 'none'],
    [50, 'watch'],
    [69, 'watch'],
    [70, 'high'],
    [84, 'high'],
    [85, 'critical'],
    [100, 'critical'],
  ])('puts a score of %i into the band %s', (score, band) => {
    expect(bandOf(score, bands)).toBe(band);
  });

  test('never leaves 0 to 100, and never falls when things get worse', () => {
    const features = fc.record({
      daysSinceContact: fc.option(fc.nat(1000)),
      daysKnown: fc.nat(1000),
      complaints: fc.nat(5),
      breaches: fc.nat(5),
      contractDaysLeft: fc.option(fc.integer({ min: -10, max: 400 })),
      competing: fc.nat(3),
      lost: fc.nat(3),
      spendChange: fc.option(fc.integer({ min: -100, max: 100 })),
    });
    fc.assert(
      fc.property(features, (given) => {
        const { score } = scored(given);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        const worse = { ...given, complaints: given.complaints + 1, breaches: given.breaches + 1 };
        expect(scored(worse).score).toBeGreaterThanOrEqual(score);
      }),
    );
  });

  test('tells of crossings upward only', () => {
    expect(crossedUpward('none', 'watch')).toBe(true);
    expect(crossedUpward('watch', 'critical')).toBe(true);
    expect(crossedUpward('high', 'high')).toBe(false);
    expect(crossedUpward('critical', 'watch')).toBe(false);
  });
});

describe('the trend of spend', () => {
  test('compares the month with the average of up to three before', () => {
    let months = withMonth([], '2026-08', 90_000);
    months = withMonth(months, '2026-09', 110_000);
    months = withMonth(months, '2026-10', 100_000);
    months = withMonth(months, '2026-11', 80_000);
    months = withMonth(months, '2026-11', 60_000);
    expect(months.map(({ month }) => month)).toEqual(['2026-08', '2026-09', '2026-10', '2026-11']);
    expect(spendChangeOf(months, '2026-11')).toBe(-40);
  });

  test('is not known in the first month, nor where nothing was spent', () => {
    expect(spendChangeOf(withMonth([], '2026-11', 5), '2026-11')).toBeNull();
    expect(
      spendChangeOf(
        [
          { month: '2026-10', spend: 0 },
          { month: '2026-11', spend: 9 },
        ],
        '2026-11',
      ),
    ).toBeNull();
  });
});
