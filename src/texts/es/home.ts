import type { Texts } from '../texts.ts'

export const home: Texts['home'] = {
  isThinking: 'está pensando…',
  waiting: 'Espera tu respuesta',
  nothingWaits: 'Nada espera tu respuesta.',
  more: ({ count }) => `… y ${count} más. Pide «tareas» para verlas todas.`,
  running: 'En curso',
  nothingRuns: 'No hay nada en curso.',
  live: 'Qué está en marcha',
  service: 'Servicio',
  moreServices: ({ count }) => `… y ${count} más. Pregunta «qué versión está desplegada» para verlos todos.`,
  canAsk: 'Puedes preguntarme',
  openedBy: ({ task, by }) => `${task} · pedido por ${by}`,
}
