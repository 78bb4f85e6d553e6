export * from './china.ts';
export { type Calendar, compileCalendar } from './compile.ts';
export * from './definition.ts';
export { calendarFindings, intervalFindings } from './findings.ts';
export { type Segment, type SegmentReason, segmentReasons, segmentsBetween } from './segments.ts';
export * from './sla/index.ts';
export * from './standard.ts';
export { addWorking, isWorking, NoWorkingTimeError, nextOpening, workingBetween } from './working-time.ts';
export { isTimeZone } from './zone.ts';
