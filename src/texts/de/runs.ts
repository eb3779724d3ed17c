import type { Texts } from '../texts.ts'

export const runs: Texts['runs'] = {
  steps: {
    scaling: 'skaliert',
    queued: 'eingereiht',
    building: 'wird gebaut',
    repairing: 'wird repariert',
    starting: 'startet',
    healthy: 'gesund',
    canary: 'Canary',
    switched: 'umgeschaltet',
    draining: 'läuft aus',
  },
  pace: {
    since: ({ time }) => `seit ${time}`,
    usually: ({ time }) => `meist ${time}`,
    longer: ({ time }) => `länger als sonst (meist ${time})`,
    left: ({ time }) => `Noch etwa ${time}.`,
  },
  folded: {
    done: ({ count }) => (count === 1 ? '… und 1 Schritt erledigt' : `… und ${count} Schritte erledigt`),
    active: ({ count }) => (count === 1 ? '… und 1 weiterer in Arbeit' : `… und ${count} weitere in Arbeit`),
    failed: ({ count }) => (count === 1 ? '… und 1 weiterer fehlgeschlagen' : `… und ${count} weitere fehlgeschlagen`),
    pending: ({ count }) =>
      count === 1 ? '… und 1 Schritt, der noch kommt' : `… und ${count} Schritte, die noch kommen`,
  },
  states: {
    queued: 'eingereiht',
    running: 'läuft',
    succeeded: 'erfolgreich',
    failed: 'fehlgeschlagen',
    cancelled: 'abgebrochen',
  },
  askedBy: ({ task, by }) => `${task} · gefragt von ${by}`,
  waitsFor: ({ task }) => `Wartet auf ${task}, der dieselbe Umgebung ändert. Um den zu stoppen: „brich ${task} ab“`,
  lookingForCause: 'Fehlgeschlagen; ich suche die Ursache.',
  undone: 'Abgebrochen; alles Angefangene wurde rückgängig gemacht.',
  resumed: ({ attempt, step }) => `Nach einer Unterbrechung fortgesetzt: Versuch ${attempt} des Schritts „${step}“.`,
  cancelling: 'Wird abgebrochen.',
  cancellingRestores: 'Wird abgebrochen; vorher stelle ich das vorige Release wieder her.',
  workerGone: ({ worker }) =>
    `Wartet: Der Worker ist weg, und kein anderer nimmt „${worker}“-Schritte. Es geht weiter, sobald sich einer verbindet.`,
  noWorker: ({ worker }) => `Wartet: Kein Worker nimmt „${worker}“-Schritte. Es geht los, sobald sich einer verbindet.`,
  took: ({ task, time }) => `${task} · dauerte ${time}`,
  causeFoundBy: ({ model }) => `Ursache gefunden von ${model}`,
  failed: ({ title }) => `${title}: fehlgeschlagen`,
  cancelled: ({ title }) => `${title}: abgebrochen`,
  inItsThread: 'In seinem Thread',
  serving: {
    untouched: 'Kein laufender Service wurde angefasst.',
    notTold: ({ environment }) => `Was auf ${environment} läuft, konnte ich nicht erfragen.`,
    notSwitched: ({ environment }) => `Auf ${environment} wurde kein Traffic umgeschaltet.`,
    nothing: ({ environment, time }) => `Auf ${environment} lief um ${time} nichts.`,
    wentLive: ({ version, environment, time }) => `Auf ${environment} ging um ${time} ${version} live.`,
    stopped: ({ version, environment, time }) => `Auf ${environment} wurde ${version} um ${time} mit Absicht gestoppt.`,
    running: ({ version, environment, time }) => `Auf ${environment} lief um ${time} ${version}.`,
    unhealthy: ({ version, environment, time, complaint }) =>
      `Auf ${environment} lief um ${time} ${version}, aber nicht gesund: ${complaint}`,
  },
  canary: {
    gets: ({ version, share }) => `${version} bekommt ${share}.`,
    compared: 'Ich vergleiche ihn jede Minute mit dem Release, das live ist.',
    seenAtFirst: ({ reasons }) => `In der ersten Minute: ${reasons}`,
    seenAfter: ({ minutes, reasons }) => `Nach ${minutes} min: ${reasons}`,
    toStop: ({ task }) => `Um ihn zu stoppen: „brich ${task} ab“`,
    verdict: {
      passed: ({ when }) => `Canary ${when} bestanden;`,
      inconclusive: ({ when }) => `Canary ${when} ohne klares Ergebnis;`,
    },
    atFirst: 'in der ersten Minute',
    after: ({ minutes }) => `nach ${minutes} min`,
    promoted: 'für alle freigegeben.',
    promoting: 'wird für alle freigegeben.',
    promotingBy: ({ by, when }) => `Wird für alle freigegeben: ${by} hat das ${when} von Hand entschieden.`,
    promotedBy: ({ by, when }) => `Von ${by} ${when} von Hand für alle freigegeben.`,
  },
  superseded: {
    liveUntil: ({ time, version }) => `Live bis ${time}; danach kam ${version}.`,
    replaced: ({ version }) => `${version} hat es ersetzt.`,
    deployedAgain: ({ time, task }) => `Um ${time} wurde es noch einmal deployt (${task}).`,
  },
  health: {
    failing: ({ service, version, environment }) => `${service} ${version} hat auf ${environment} Probleme`,
    wasFailing: ({ service, version, environment }) => `${service} ${version} hatte auf ${environment} Probleme`,
    toGoBack: ({ service, environment }) => `Zurück: „rolle ${service} auf ${environment} zurück“`,
    pressOrSay: ({ service, environment }) =>
      `Bis du bestätigst, ändert sich nichts. Drück den Knopf, oder sag „rolle ${service} auf ${environment} zurück“, um den Plan zu sehen.`,
    rollBack: 'Zurückrollen',
    rollBackTo: ({ version }) => `Auf ${version} zurückrollen`,
    healthyAfter: ({ minutes }) => `Gesund nach ${minutes} min: nicht schlechter als das vorige Release.`,
    inconclusive: ({ minutes }) => `Nach ${minutes} min unklar; ich beobachte es nicht weiter.`,
    inconclusiveYet: ({ minutes, time }) => `Nach ${minutes} min unklar; nächster Blick um ${time}.`,
    failingAfter: ({ minutes }) => `Probleme nach ${minutes} min.`,
    nothingToRollBack: ({ version }) =>
      `Danach wurde ${version} deployt, es gibt also nichts zurückzurollen. Nichts wurde getan.`,
    noLongerLive: 'Es ist nicht mehr live, es gibt also nichts zurückzurollen. Nichts wurde getan.',
  },

  stale: {
    askSomebody: 'Frag jemanden, der es darf, oder bitte um das Recht.',
    askAgain: 'Frag noch einmal, um den jetzigen Plan zu sehen.',
    configuration: ({ service }) =>
      `Die Konfiguration von ${service} (Build, Start oder Health-Check) hat sich seit der Bestätigung geändert.`,
    place: ({ environment, now, before }) =>
      `${environment} hat sich seit der Bestätigung geändert: Jetzt ist dort ${now} deployt, nicht ${before}.`,
    unapproved: {
      reason: ({ step }) => `${step} ändert eine geschützte Umgebung, und niemand hat es freigegeben.`,
      nextStep: ({ task }) => `Sag „wiederhole ${task}“, wenn es geschehen soll; du bestätigst es dann.`,
    },
  },
  failure: {
    noReason: 'Ohne Angabe eines Grundes fehlgeschlagen.',
    likelyCause: ({ cause }) => `Wahrscheinliche Ursache: ${cause}`,
    likelyOwner: 'Wahrscheinlich zuständig',
    whatNext: 'Was jetzt zu tun ist:',
    logHint: ({ task }) => `Für sein Log sag „Log von ${task}“.`,
    endOfLog: 'Das Ende des Logs:',
  },
}
