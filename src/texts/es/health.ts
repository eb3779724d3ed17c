import type { Texts } from '../texts.ts'

export const health: Texts['health'] = {
  healthyServing: ({ version }) => `sano, sirve ${version}`,
  stoppedOnPurpose: 'detenido a propósito',
  nothingDeployed: 'nada desplegado',
  now: ({ service, environment, health }) => `${service} en ${environment} ahora: ${health}.`,
  nothingYet: 'Aún no hay nada desplegado',
  nothingRuns: 'No hay nada en marcha',
  allHealthy: 'Todo lo desplegado está sano',
  runningHealthy: ({ stopped }) => `Todo lo que está en marcha está sano; detenidos: ${stopped}`,
  unhealthyOf: ({ unhealthy, serving }) => `${unhealthy} de ${serving} con fallos`,
  states: { healthy: 'sano', unhealthy: 'con fallos', unknown: 'no se sabe', stopped: 'detenido' },
}
