import { type Settings, settingsDefaults } from '@keyline/kernel';

/** The settings that hold, of what was loaded; a tenant without a row has the defaults. */
export function settingsIn(home: { readonly settings: Settings } | undefined): Settings {
  return home?.settings ?? settingsDefaults;
}
