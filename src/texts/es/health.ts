import type { Texts } from '../texts.ts'

export const health: Texts['health'] = {
  healthyServing: ({ version }) => `sano, sirve ${version}`,
  stoppedOnPurpose: 'detenido a propósito',
  nothingDeployed: 'nada desplegado',
  nothingYet: 'Aún no hay nada desplegado',
  allHealthy: 'Todo lo desplegado está sano',
  unhealthyOf: ({ unhealthy, serving }) => `${unhealthy} de ${serving} con fallos`,
  states: { healthy: 'sano', unhealthy: 'con fallos', stopped: 'detenido' },
}
