import type { Texts } from '../texts.ts'

export const health: Texts['health'] = {
  healthyServing: ({ version }) => `gesund, läuft mit ${version}`,
  stoppedOnPurpose: 'mit Absicht gestoppt',
  nothingDeployed: 'nichts deployt',
  now: ({ service, environment, health }) => `${service} auf ${environment} jetzt: ${health}.`,
  down: ({ names }) => `Ausgefallen: ${names}`,
  more: ({ count }) => `${count} weitere`,
  downNow: 'ausgefallen: es sollte laufen, und nichts läuft',
  unknownOf: ({ unknown, serving }) => `${unknown} von ${serving} antworten nicht`,
  nothingYet: 'Noch ist nichts deployt',
  nothingRuns: 'Nichts läuft',
  allHealthy: 'Alles, was deployt ist, ist gesund',
  runningHealthy: ({ stopped }) => `Alles, was läuft, ist gesund; gestoppt: ${stopped}`,
  unhealthyOf: ({ unhealthy, serving }) => `${unhealthy} von ${serving} nicht gesund`,
  noAnswerWithin: ({ seconds }) => `Keine Antwort in ${seconds} s.`,
  noAnswerFrom: ({ names }) => `Keine Antwort von ${names}.`,
  states: {
    healthy: 'gesund',
    down: 'ausgefallen',
    unhealthy: 'nicht gesund',
    unknown: 'unbekannt',
    stopped: 'gestoppt',
  },
}
