import type { Texts } from '../texts.ts'

export const several: Texts['several'] = {
  oneAtATime: ({ count }) =>
    `Ich lese ${COUNTS[count] ?? count} Aufträge und erledige einen nach dem anderen; der Rest wartet hier:`,
  tooMany: ({ count }) =>
    `Das sind ${count} Aufträge. Ich erledige einen nach dem anderen, also schick sie bitte einzeln. Nichts wurde gestartet.`,
  joint: ', dann ',
  each: ({ service, version, environment }) => `${service} ${version} nach ${environment}`,
  further: ({ environment }) => `nach ${environment}`,
  title: ({ list }) => `${list} deployen`,
  step: ({ service, environment, versions }) => `${service} nach ${environment}: ${versions}`,
  brings: ({ count }) => (count === 1 ? '1 Commit' : `${count} Commits`),
  takesOut: ({ count }) => (count === 1 ? 'nimmt 1 Commit heraus' : `nimmt ${count} Commits heraus`),
  risk: { go: 'geringes Risiko', 'go-with-canary': 'Canary empfohlen', hold: 'angehalten' },
  about: ({ service, environment, what }) => `${service} auf ${environment}: ${what}`,
  oneByOne: 'Schick mir jeden Auftrag einzeln.',
  between: {
    first: {
      label: 'Davor',
      whenHealthy: ({ service, environment }) => `das erste startet, wenn ${service} auf ${environment} gesund ist`,
    },
    label: 'Dazwischen',
    whenLive: 'jedes beginnt, wenn das davor live ist; eines, das scheitert, beendet es',
    whenHealthy: 'jedes beginnt, wenn das davor live und gesund ist; eines, das scheitert, beendet es',
  },
  stillWaiting: 'Das wartet noch auf dich:',
}

const COUNTS: Readonly<Record<number, string>> = { 2: 'zwei', 3: 'drei', 4: 'vier', 5: 'fünf' }
