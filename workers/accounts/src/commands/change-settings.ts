import { command, type Example, inputError } from '@keyline/http';
import { chosenOf, ProblemError, refuseCommon, settingsOf } from '@keyline/kernel';
import { settings } from '@keyline/schema';
import { changed, differences, first, firstCalendarId, insert } from '@keyline/store';
import type * as v from 'valibot';
import { settingsFaults, withPatch } from '../domain/settings.ts';
import { changeSettingsBody } from '../domain/settings-fields.ts';
import { unknownReference } from '../problems.ts';
import { calendarById, mustHaveCalendar } from '../records/calendars.ts';
import { settingsOfTenant, settingsSubject } from '../records/settings.ts';
import { ownTenant, tenantSubject } from '../records/tenants.ts';
import { settingsView, viewSettings } from '../views/settings.ts';

/** Changes settings of the tenant. Locale and time zone stand with the tenant, and change there in the same commit. */
export const changeSettings = command({
  id: 'changeSettings',
  method: 'PATCH',
  path: '/v1/settings',
  tag: 'Settings',
  summary: 'Change settings',
  description:
    'A merge patch: what is absent stays, null sets a field or a whole group back to its default. What does not fit together changes nothing.',
  permission: 'settings.write',
  body: changeSettingsBody,
  answer: { status: 200, description: 'All settings as they are now.', schema: settingsView },
  problems: unknownReference,
  load: ({ body }: { readonly body: v.InferOutput<typeof changeSettingsBody> }) => ({
    settings: first(settingsOfTenant.bind({})),
    home: first(ownTenant.bind({})),
    calendar: first(calendarById.bind({ id: body.calendarId ?? '' })),
  }),
  versioned: 'settings',
  decide({ loaded, body, moment, refuse }) {
    const { home } = loaded;
    if (home === undefined) throw new Error('a caller without its tenant');
    const { kept, tenantId, locale: _, timeZone: __, ...before } = loaded.settings;
    if (body.calendarId && loaded.calendar === undefined) {
      const errors = [inputError('/calendarId', 'unknown_reference')];
      return refuse('request.unknown_reference', { errors });
    }
    const { locale = home.locale, timeZone = home.timeZone, ...patch } = body;
    const isFirstCalendar = patch.calendarId === firstCalendarId(tenantId);
    const wanted = withPatch(settingsOf(before.chosen), {
      ...patch,
      ...(isFirstCalendar && { calendarId: null }),
    });
    const faults = settingsFaults(wanted).map(({ pointer, code }) => inputError(pointer, code));
    if (faults.length > 0) throw new ProblemError(refuseCommon('request.invalid', { errors: faults }));

    const tenantType = { type: 'tenant.changed' };
    const moved = changed(moment, tenantSubject, home, { locale, timeZone }, tenantType);
    const { changes } = differences(
      tenantSubject.table,
      tenantSubject.logged(home),
      tenantSubject.logged(moved.row),
    );
    const made = changed(
      moment,
      settingsSubject,
      before,
      { chosen: chosenOf(wanted) },
      { type: 'settings.changed', ...(Object.keys(changes).length > 0 && { changes }) },
    );
    const isFirst = !kept && made.statements.length > 0;
    return {
      musts: body.calendarId ? [mustHaveCalendar.bind({ id: body.calendarId })] : [],
      before: isFirst ? [insert(settings, before)] : [],
      changes: [moved, made],
      body: viewSettings(made.row, { tenantId, ...moved.row }),
    };
  },
});

export const example: Example = {
  events: ['settings.changed'],
  request: ({ serial }) => ({
    body: {
      leads: { expiresAfterDays: 1 + (serial % 365) },
      auction: { weights: { revenue: 70, speed: 30 } },
    },
  }),
  failures: {
    'request.unknown_reference': () => ({ body: { calendarId: 'cal_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
