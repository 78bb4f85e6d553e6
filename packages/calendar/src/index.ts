export { type Calendar, compileCalendar } from './compile.ts';
export * from './definition.ts';
export * from './input.ts';
export { type Segment, type SegmentReason, segmentReasons, segmentsBetween } from './segments.ts';
export * from './sla/index.ts';
export { addWorking, isWorking, NoWorkingTimeError, nextOpening, workingBetween } from './working-time.ts';
export { isTimeZone } from './zone.ts';
