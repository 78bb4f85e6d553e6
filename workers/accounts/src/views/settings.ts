import { idField, type Locale, settingsOf } from '@keyline/kernel';
import type { settings } from '@keyline/schema';
import { firstCalendarId, type RecordState } from '@keyline/store';
import * as v from 'valibot';
import { settingsEntries } from '../domain/settings-fields.ts';
import { record, stamps } from './record.ts';

export const settingsView = v.pipe(
  v.strictObject({ id: idField('settings'), ...record, ...settingsEntries }),
  v.metadata({ ref: 'Settings' }),
);

/** The settings that hold, with what stands with the tenant. */
export function viewSettings(
  row: RecordState<typeof settings>,
  home: { readonly tenantId: string; readonly locale: Locale; readonly timeZone: string },
) {
  const { tenantId, locale, timeZone } = home;
  const calendarId = firstCalendarId(tenantId);
  return { id: row.id, ...stamps(row), locale, timeZone, calendarId, ...settingsOf(row.chosen) };
}
