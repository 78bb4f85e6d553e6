import { chineseOfficeCalendar, compileCalendar } from '@keyline/calendar';
import { workingTimeOf } from '@keyline/cases';

/** Working time as a tenant begins with it. */
export const officeTime = workingTimeOf(compileCalendar(chineseOfficeCalendar()));
