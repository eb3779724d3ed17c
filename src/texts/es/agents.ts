import type { Texts } from '../texts.ts'

export const agents: Texts['agents'] = {
  title: 'Workers y agentes',
  noWorker: 'No hay ningún worker conectado',
  workers: {
    worker: 'Worker',
    takes: 'Toma',
    state: 'Estado',
    upFor: 'Activo desde hace',
    model: 'Modelo',
    lastSeen: 'Visto por última vez',
  },
  takesNothing: 'nada',
  noModel: 'ninguno',
  lost: 'perdido',
  free: ({ capacity }) => `sano, libre (0 de ${capacity})`,
  busy: ({ inHand, capacity }) => `sano, ocupado (${inHand} de ${capacity})`,
  notTaken: ({ steps }) => `Ahora ningún worker toma pasos ${steps}; ese trabajo espera.`,
  whatLostMeans: 'Perdido: sin latido y sin un cierre limpio. Otro worker se hace cargo de su trabajo.',
  judging: 'Agentes, que evalúan:',
  agents: { agent: 'Agente', judges: 'Evalúa', asks: 'Consulta', inHand: 'En curso', within: 'Dentro de' },
  itsRules: 'sus reglas',
  modelWithinRules: ({ model }) => `${model}, dentro de sus reglas`,
}
