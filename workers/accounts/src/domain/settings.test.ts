import { chosenOf, settingsDefaults, settingsOf } from '@keyline/kernel';
import { describe, expect, test } from 'vitest';
import { settingsFaults, withPatch } from './settings.ts';

describe('settings after a patch', () => {
  test('have what the patch says, and stay otherwise', () => {
    const once = withPatch(settingsDefaults, { leads: { expiresAfterDays: 10 }, churnBands: { watch: 40 } });
    expect(once.leads).toEqual({ ...settingsDefaults.leads, expiresAfterDays: 10 });
    expect(once.churnBands).toEqual({ watch: 40, high: 70, critical: 85 });
    expect(once.tickets).toEqual(settingsDefaults.tickets);
  });

  test('are the defaults again where it says null: one, or a group of them', () => {
    const set = withPatch(settingsDefaults, {
      leads: { expiresAfterDays: 10, protectionDays: 20 },
      auction: { weights: { revenue: 10, speed: 90 } },
    });
    expect(withPatch(set, { leads: { expiresAfterDays: null } }).leads).toEqual({
      ...settingsDefaults.leads,
      protectionDays: 20,
    });
    expect(withPatch(set, { leads: null, auction: { weights: null } })).toEqual(settingsDefaults);
  });
});

test('what is kept is what differs from the defaults, and brings the same settings back', () => {
  const set = withPatch(settingsDefaults, {
    churnBands: { watch: 40, high: 70 },
    leads: { protectionDays: 20 },
  });
  expect(chosenOf(set)).toEqual({ churnBands: { watch: 40 }, leads: { protectionDays: 20 } });
  expect(settingsOf(chosenOf(set))).toEqual(set);
  expect(chosenOf(settingsDefaults)).toEqual({});
});

test.each([
  [{}, []],
  [{ churnBands: { watch: 70 } }, ['/churnBands']],
  [{ churnBands: { high: 85 } }, ['/churnBands']],
  [{ churnBands: { watch: 0, high: 1, critical: 100 } }, []],
  [{ auction: { weights: { revenue: 61 } } }, ['/auction/weights']],
  [{ auction: { weights: { revenue: 0, speed: 100 } } }, []],
  [{ churnBands: { watch: 90 }, auction: { weights: { speed: 0 } } }, ['/churnBands', '/auction/weights']],
])('%j is at fault at %j', (patch, pointers) => {
  const faults = settingsFaults(withPatch(settingsDefaults, patch));
  expect(faults.map(({ pointer }) => pointer)).toEqual(pointers);
});
