import type { Texts } from '../texts.ts'

export const tasks: Texts['tasks'] = {
  title: 'Tasks',
  columns: { task: 'Task', what: 'Was', state: 'Zustand', when: 'Wann', by: 'Von' },
  none: {
    active: 'Kein Task, den du sehen darfst, läuft.',
    queued: 'Kein Task, den du sehen darfst, ist eingereiht.',
    running: 'Kein Task, den du sehen darfst, läuft.',
    succeeded: 'Kein Task, den du sehen darfst, war erfolgreich.',
    failed: 'Kein Task, den du sehen darfst, ist fehlgeschlagen.',
    cancelled: 'Kein Task, den du sehen darfst, wurde abgebrochen.',
  },
  noneOther: ({ state }) => `Kein Task, den du sehen darfst, hat den Zustand ${state}.`,
  notVisible: ({ task }) =>
    `${task} gibt es nicht, oder du darfst ihn nicht sehen. Sag „zeig die Tasks“, um zu sehen, was es gibt.`,
  waiting: 'Wartet auf deine Antwort:',
  asked: ({ question, ago }) => `${question} Gefragt ${ago}.`,
  inPrivate: ({ count }) => `${count} in einer Direktnachricht.`,
  waitsForApproval: ({ state, roles }) => `${state}: wartet auf die Freigabe durch ${roles}`,
  waitsForWorker: ({ state }) => `${state}: wartet auf einen Worker`,
  inPhase: ({ state, phase }) => `${state}: ${phase}`,
}
