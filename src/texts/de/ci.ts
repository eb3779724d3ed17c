import type { Texts } from '../texts.ts'

export const ci: Texts['ci'] = {
  states: {
    queued: 'eingereiht',
    running: 'läuft',
    passed: 'bestanden',
    failed: 'fehlgeschlagen',
    cancelled: 'abgebrochen',
    pending: 'noch nicht',
    skipped: 'übersprungen',
  },
  workflowOf: ({ workflow, project }) => `${workflow} von ${project}`,
  pipelineOf: ({ project }) => `die Pipeline von ${project}`,
  on: ({ step, system, state }) => `${step}: ${state} bei ${system}.`,
  asked: ({ step, system }) => `${step}: in ${system} angefordert.`,
  run: ({ system, number }) => `${system} Nr. ${number}`,
  at: ({ state, step }) => `${state}: ${step}`,
  more: ({ count }) => `${count} weitere`,
  ended: ({ system, job, url }) => `${job} ist fehlgeschlagen (${system}): ${url}`,
  endedIn: ({ system, job, part, url }) => `${job} ist in ${part} fehlgeschlagen (${system}): ${url}`,
  cancelledThere: ({ system, job, url }) => `Jemand hat den Lauf in ${system} abgebrochen (${job}): ${url}`,
  tooLong: ({ system, job, minutes, url }) =>
    `Der Lauf in ${system} (${job}) dauerte länger als ${minutes} min und wurde abgebrochen: ${url}`,
  deleted: ({ system, job, url }) =>
    `${system} hat den Lauf (${job}) nicht mehr; niemand kann sagen, wie er endete: ${url}`,
  noRun: ({ system, job }) =>
    `${system} zeigt keinen Lauf (${job}), und ich kann nicht sagen, ob einer gestartet wurde.`,
  runAlready: ({ system, job, url }) =>
    `Jemand hat die gescheiterten Jobs von ${job} bei ${system} schon wiederholt: ${url}`,
  notEnded: ({ system, job, url }) => `${system} hat den Lauf (${job}) nicht in zwei Minuten beendet: ${url}`,
  problem: {
    away: ({ system, job }) => `${system} antwortet nicht (${job}).`,
    'rate-limited': ({ system }) => `${system} lehnt Anfragen ab, weil es zu viele waren.`,
    'bad-token': ({ system }) => `${system} nimmt mein Token nicht an: Es ist falsch, abgelaufen oder widerrufen.`,
    forbidden: ({ system, job }) => `Mein Token darf das in ${system} nicht starten: ${job}.`,
    'not-found': ({ system, job }) => `In ${system} gibt es das nicht, oder mein Token darf es nicht sehen: ${job}.`,
    refused: ({ system, job, detail }) => `${system} startet das nicht (${job}): ${detail}`,
  },
  next: {
    fix: ({ how }) => `Behebe, was sein Log zeigt; dann ${how}.`,
    look: ({ how }) => `Sieh dort nach, was er getan hat; dann ${how}.`,
    noRun: ({ system, job, how }) =>
      `Öffne die Läufe von ${job} in ${system}. Läuft einer, warte auf ihn; wurde keiner gestartet, ${how}. Ein Lauf wird an seiner Eingabe shipmate erkannt: docs/ci.md sagt, wie.`,
    settled: ({ how }) => `Wenn das geklärt ist, ${how}.`,
    longer: ({ how }) => `Sieh dort nach, wo er hängt, oder gib ihm mehr Zeit; dann ${how}.`,
    retry: ({ task }) => `sag „wiederhole ${task}“`,
    seeThere: 'Sieh dort, wie das endet; verlange einen neuen Lauf, wenn er noch nötig ist.',
    askAgain: 'frag noch einmal',
  },
}
