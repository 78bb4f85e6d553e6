import { type JsonObject, mergePatch, type Settings, settingsDefaults } from '@keyline/kernel';

/** A merge patch of settings, in which null means: as the product has it. */
export type SettingsPatch = JsonObject;

/** The settings after a patch. */
export function withPatch(before: Settings, patch: SettingsPatch): Settings {
  const members = before as unknown as JsonObject;
  const defaults = settingsDefaults as unknown as JsonObject;
  return mergePatch(defaults, mergePatch(members, patch)) as unknown as Settings;
}

/** What does not fit together, however well each part does by itself. */
export function settingsFaults({
  churnBands,
  auction,
}: Settings): { readonly pointer: string; readonly code: 'not_rising' | 'not_hundred' }[] {
  const { watch, high, critical } = churnBands;
  const { revenue, speed } = auction.weights;
  return [
    ...(watch < high && high < critical ? [] : [{ pointer: '/churnBands', code: 'not_rising' } as const]),
    ...(revenue + speed === 100 ? [] : [{ pointer: '/auction/weights', code: 'not_hundred' } as const]),
  ];
}
