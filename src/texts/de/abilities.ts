import type { Texts } from '../texts.ts'

export const abilities: Texts['abilities'] = {
  runs: {
    local: 'läuft auf dem Rechner des Bots',
    inventory: 'läuft auf Geräten',
    command: 'läuft per Befehl',
    kubernetes: 'läuft auf Kubernetes',
    'github-actions': 'läuft über GitHub Actions',
  },
  lacks: {
    restart: 'ein Neustart ist dort nicht möglich',
    scale: 'die Zahl der Instanzen lässt sich dort nicht ändern',
    logs: 'dort gibt es keine Logs, die ich lesen kann',
  },
  missing: ({ service, runs, lacks }) => `${service} ${runs}: ${lacks}.`,
  ownWay: {
    local: 'auf eigene Weise',
    inventory: 'alle Geräte des Rings',
    command: 'wie der Befehl es tut',
    kubernetes: 'wie die Manifeste es sagen',
    'github-actions': 'wie der Workflow es tut',
  },
  noStrategy: ({ service, runs, strategy, strategies }) =>
    `${service} ${runs}; ${strategy} gibt es dort nicht. Wähle ${strategies}.`,
  oneWay: ({ service, runs }) =>
    `${service} ${runs} und wird dort nur auf eine Weise deployt. Frag noch einmal ohne Strategie.`,
}
