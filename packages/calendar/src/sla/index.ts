export { type AlertPolicy, alertsOf, type ClockAlert, defaultAlerts, type Escalation } from './alerts.ts';
export { clocks, everyClock, readClocks } from './clocks.ts';
export { explainClock } from './explain.ts';
export { happened, historyOf, noHistory, type SlaHistory } from './history.ts';
export * from './model.ts';
