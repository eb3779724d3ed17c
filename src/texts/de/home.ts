import type { Texts } from '../texts.ts'

export const home: Texts['home'] = {
  isThinking: 'denkt nach…',
  waiting: 'Wartet auf dich',
  nothingWaits: 'Nichts wartet auf deine Antwort.',
  more: ({ count }) => `… und ${count} weitere. Frag „Aufgaben“ für alle.`,
  running: 'Läuft gerade',
  nothingRuns: 'Gerade läuft nichts.',
  live: 'Was läuft wo',
  service: 'Dienst',
  moreServices: ({ count }) => `… und ${count} weitere. Frag „Status“ für alle.`,
  canAsk: 'Das kannst du mich fragen',
  openedBy: ({ task, by }) => `${task} · angefordert von ${by}`,
}
