import type { Texts } from '../texts.ts'

export const health: Texts['health'] = {
  healthyServing: ({ version }) => `sano, sirve ${version}`,
  stoppedOnPurpose: 'detenido a propósito',
  nothingDeployed: 'nada desplegado',
  now: ({ service, environment, health }) => `${service} en ${environment} ahora: ${health}.`,
  down: ({ names }) => `Caído: ${names}`,
  more: ({ count }) => `${count} más`,
  downNow: 'caído: debería servir y no hay nada en marcha',
  unknownOf: ({ unknown, serving }) => `${unknown} de ${serving} no se pueden consultar`,
  nothingYet: 'Aún no hay nada desplegado',
  nothingRuns: 'No hay nada en marcha',
  allHealthy: 'Todo lo desplegado está sano',
  runningHealthy: ({ stopped }) => `Todo lo que está en marcha está sano; detenidos: ${stopped}`,
  unhealthyOf: ({ unhealthy, serving }) => `${unhealthy} de ${serving} con fallos`,
  noAnswerWithin: ({ seconds }) => `Sin respuesta en ${seconds} s.`,
  noAnswerFrom: ({ names }) => `Sin respuesta de ${names}.`,
  states: { healthy: 'sano', down: 'caído', unhealthy: 'con fallos', unknown: 'no se sabe', stopped: 'detenido' },
}
