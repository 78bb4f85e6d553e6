import { type Example, query } from '@keyline/http';
import { first } from '@keyline/store';
import { settingsOfTenant } from '../records/settings.ts';
import { settingsView, viewSettings } from '../views/settings.ts';

/** The settings of the tenant: what it has set, and the defaults of everything else. */
export const getSettings = query({
  id: 'getSettings',
  path: '/v1/settings',
  tag: 'Settings',
  summary: 'Get the settings',
  permission: 'settings.read',
  answer: { description: 'All settings that hold.', schema: settingsView },
  versioned: true,
  load: () => ({ settings: first(settingsOfTenant.bind({})) }),
  view({ loaded: { settings } }) {
    if (settings === undefined) throw new Error('a caller without its tenant');
    return { body: viewSettings(settings, settings) };
  },
});

export const example: Example = { request: () => ({}) };
