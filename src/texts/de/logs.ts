import type { Texts } from '../texts.ts'

export const logs: Texts['logs'] = {
  title: ({ service, environment, count, filter }) =>
    `${service} auf ${environment}: ${count === 1 ? 'die letzte Zeile' : `die letzten ${count} Zeilen`}${filter}`,
  filter: ({ words }) => ` mit ${words}`,
  none: ({ service, environment, filter }) =>
    `Von ${service} auf ${environment} gibt es keine Zeile${filter}. Sag „prüfe den Zustand“, um zu sehen, was läuft.`,
  readAt: ({ time }) => `gelesen um ${time}`,
  olderLeftOut: 'ältere Zeilen fehlen',
  withoutTimes: 'diese Zeilen tragen keine Zeit, es können also ältere darunter sein',
  whichEnvironment: ({ service }) =>
    `${service} läuft in mehreren Umgebungen: sag, in welcher, wie in „Logs von ${service} auf staging“.`,
  follow: {
    following: ({ service, environment, filter }) => `Ich folge dem Log von ${service} auf ${environment}${filter}`,
    followed: ({ service, environment, filter }) => `Das Log von ${service} auf ${environment}${filter}, mitgelesen`,
    stop: 'Nicht mehr folgen',
    until: ({ time }) => `bis ${time}; „stopp“ beendet es früher`,
    nothingYet: 'Noch wurde nichts geschrieben.',
    notShown: 'Seine Zeilen werden hier nicht mehr gezeigt.',
    /** How it ended, as a footnote. */
    ended: {
      time: '2 min lang gefolgt; frag noch einmal für mehr',
      stopped: 'beendet',
      replaced: 'beendet, da du einem anderen Log folgst',
      cut: 'ich wurde neu gestartet, dem Rest folgte ich nicht; frag noch einmal für mehr',
      refused: 'du darfst es nicht mehr lesen',
      failed: 'das Log ist nicht mehr zu lesen',
    },
    stopped: 'Ich folge ihm nicht mehr.',
    over: 'Diesem Log folge ich nicht mehr.',
    tooMany: ({ most }) => `Ich folge schon ${most} Logs, mehr nicht zugleich. Frag in ein, zwei Minuten noch einmal.`,
  },
}
