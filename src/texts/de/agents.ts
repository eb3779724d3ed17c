import type { Texts } from '../texts.ts'

export const agents: Texts['agents'] = {
  title: 'Worker und Agenten',
  noWorker: 'Kein Worker ist verbunden',
  workers: {
    worker: 'Worker',
    takes: 'Nimmt',
    state: 'Zustand',
    upFor: 'Läuft seit',
    model: 'Modell',
    lastSeen: 'Zuletzt gesehen',
  },
  takesNothing: 'nichts',
  noModel: 'keins',
  lost: 'verloren',
  free: ({ capacity }) => `gesund, frei (0 von ${capacity})`,
  busy: ({ inHand, capacity }) => `gesund, beschäftigt (${inHand} von ${capacity})`,
  notTaken: ({ steps }) => `Zurzeit nimmt kein Worker Schritte der Art ${steps}; diese Arbeit wartet.`,
  whatLostMeans: 'Verloren: kein Heartbeat und kein sauberes Ende. Ein anderer Worker übernimmt die Arbeit.',
  judging: 'Agenten, die urteilen:',
  agents: { agent: 'Agent', judges: 'Beurteilt', asks: 'Fragt', inHand: 'In Arbeit', within: 'In' },
  itsRules: 'seine Regeln',
  modelWithinRules: ({ model }) => `${model}, im Rahmen seiner Regeln`,
}
