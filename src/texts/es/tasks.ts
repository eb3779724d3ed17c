import type { Texts } from '../texts.ts'

export const tasks: Texts['tasks'] = {
  title: 'Tareas',
  columns: { task: 'Tarea', what: 'Qué', state: 'Estado', when: 'Cuándo', by: 'Por' },
  none: {
    active: 'Ninguna tarea que puedas ver está en marcha.',
    queued: 'Ninguna tarea que puedas ver está en cola.',
    running: 'Ninguna tarea que puedas ver está en marcha.',
    succeeded: 'Ninguna tarea que puedas ver ha terminado con éxito.',
    failed: 'Ninguna tarea que puedas ver ha fallado.',
    cancelled: 'Ninguna tarea que puedas ver se ha cancelado.',
  },
  noneOther: ({ state }) => `Ninguna tarea que puedas ver tiene el estado ${state}.`,
  notVisible: ({ task }) => `${task} no existe, o no puedes verla. Di «muestra las tareas» para ver las que hay.`,
  waiting: 'Esperan tu respuesta:',
  asked: ({ question, ago }) => `${question} Preguntado ${ago}.`,
  inPrivate: ({ count }) => `${count} en un mensaje directo.`,
  waitsForApproval: ({ state, roles }) => `${state}: espera la aprobación de ${roles}`,
  waitsForWorker: ({ state }) => `${state}: espera a un worker`,
  inPhase: ({ state, phase }) => `${state}: ${phase}`,
}
