import type { Texts } from '../texts.ts'

export const handover: Texts['handover'] = {
  title: ({ by }) => `Übergabe von ${by}`,
  offered: ({ to }) => `${to} kann das übernehmen:`,
  effect: ({ to, by }) =>
    `Dann sage ich ${to}, wie es ausgeht, und ${to} kann es stoppen. Freigeben können es weder ${to} noch ${by}.`,
  besides: ({ by }) => `Auch offen, und weiter bei ${by}:`,
  takeOver: 'Übernehmen',
  until: ({ time }) => `Offen bis ${time}.`,
  expired: 'Niemand hat es rechtzeitig übernommen. Alles bleibt, wie es war.',
  withdrawn: ({ by }) => `${by} hat das Angebot zurückgenommen. Alles bleibt, wie es war.`,
  taken: ({ to, things }) => `${to} hat ${things} übernommen.`,
  nothingTaken: ({ to }) => `${to} hat nichts übernommen.`,
  stays: {
    'no-right': ({ what, to }) => `${what} bleibt bei dir: ${to} darf das dort nicht.`,
    approved: ({ what, to }) => `${what} bleibt bei dir: ${to} hat es freigegeben.`,
    over: ({ what }) => `${what} ist zu Ende, oder jemand anders hat es inzwischen.`,
  },
  takenFrom: ({ by, to }) => `${by}, übernommen von ${to}`,
  sent: ({ to, things }) => `Ich habe ${to} gebeten, ${things} zu übernehmen.`,
  nothing: 'Du hast nichts offen, das man übergeben kann.',
  nothingHere: 'Du hast in diesem Thread nichts offen. Nenne einen Task, oder sage „übergib alles an @name“.',
  notYours: ({ names }) => `${names} kann ich nicht übergeben: Es ist zu Ende oder nicht deins.`,
  unknown: ({ name }) => `Ich weiß nicht, wer ${name} ist. Erwähne sie mit @.`,
  yourself: 'Das bist du: Du hast es schon.',
  onlyPeople: 'Nur ein Mensch kann übergeben, was er offen hat.',
  tooMany: ({ count }) => `${count} weitere sind offen. Frage noch einmal, wenn diese übernommen sind.`,
  onlyFor: ({ to }) => `Nur ${to} kann das übernehmen.`,
  noRight: 'Du darfst davon dort nichts, also kannst du es nicht übernehmen.',
  already: ({ to }) => `${to} hat das schon übernommen.`,
  besidesOf: {
    schedule: ({ task, title }) => `${task}: ${title}`,
    change: ({ change, title }) => `${change}: ${title}`,
    lock: ({ lock, places }) => `${lock}: eine Sperre auf ${places}`,
    confirmation: ({ title }) => `Eine Frage zum Bestätigen: ${title}. Wer es will, fragt selbst danach.`,
  },
}
