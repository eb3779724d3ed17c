import type { Texts } from '../texts.ts'

export const several: Texts['several'] = {
  oneAtATime: ({ count }) =>
    `Ich lese ${COUNTS[count] ?? count} Aufträge und erledige einen nach dem anderen; der Rest wartet hier:`,
  tooMany: ({ count }) =>
    `Das sind ${count} Aufträge. Ich erledige einen nach dem anderen, also schick sie bitte einzeln. Nichts wurde gestartet.`,
  stillWaiting: 'Das wartet noch auf dich:',
}

const COUNTS: Readonly<Record<number, string>> = { 2: 'zwei', 3: 'drei', 4: 'vier', 5: 'fünf' }
