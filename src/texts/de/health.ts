import type { Texts } from '../texts.ts'

export const health: Texts['health'] = {
  healthyServing: ({ version }) => `gesund, läuft mit ${version}`,
  stoppedOnPurpose: 'mit Absicht gestoppt',
  nothingDeployed: 'nichts deployt',
  now: ({ service, environment, health }) => `${service} auf ${environment} jetzt: ${health}.`,
  nothingYet: 'Noch ist nichts deployt',
  nothingRuns: 'Nichts läuft',
  allHealthy: 'Alles, was deployt ist, ist gesund',
  runningHealthy: ({ stopped }) => `Alles, was läuft, ist gesund; gestoppt: ${stopped}`,
  unhealthyOf: ({ unhealthy, serving }) => `${unhealthy} von ${serving} nicht gesund`,
  states: { healthy: 'gesund', unhealthy: 'nicht gesund', unknown: 'unbekannt', stopped: 'gestoppt' },
}
