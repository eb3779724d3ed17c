import type { Texts } from '../texts.ts'

export const gates: Texts['gates'] = {
  noEnd: 'auf Weiteres',
  reason: ({ reason }) => `Grund: ${reason}.`,
  nothingStarted: 'Es wurde nichts gestartet.',
  notNow: 'Aber gerade nicht.',
  possibleFrom: ({ time }) => `Wieder möglich ab ${time}.`,
  waits: 'Bestätige, um dich anzustellen: Es startet, sobald die Sperre weg ist.',
  askAgainThen: 'Dort hat sich nichts geändert. Frag noch einmal, wenn das vorbei ist.',
  freeze: {
    stops: ({ freeze, environment, until }) =>
      `Der Freeze „${freeze}“ stoppt Deployments auf ${environment} bis ${until}.`,
    letsRestore: ({ freeze, environment, until }) =>
      `Der Freeze „${freeze}“ gilt auf ${environment} bis ${until}; Rollbacks stoppt er nicht.`,
  },
  lock: {
    stops: ({ by, until }) => `Gesperrt von ${by} bis ${until}.`,
    own: ({ by, until }) => `Gesperrt von ${by} bis ${until}, für alle anderen.`,
    lockedBy: ({ service, environment, by }) =>
      `${service} auf ${environment} ist schon von ${by} gesperrt, deshalb habe ich es nicht noch einmal gesperrt.`,
    notLocked: ({ service }) => `${service} ist dort nicht gesperrt, es gibt nichts zu entsperren.`,
    unlockedNow: ({ service, places }) =>
      `${service} ist auf ${places} entsperrt. Was darauf gewartet hat, startet jetzt.`,
    notYours: ({ by, until }) =>
      `Das ist die Sperre von ${by}, bis ${until}: Bitte ${by}, sie aufzuheben. Was nicht darauf warten kann, kann mit einem Grund zur Freigabe eingereicht werden.`,
    sayWhy: ({ by, until, service, environment }) =>
      `Das ist die Sperre von ${by}, bis ${until}. Du darfst sie ganz aufheben, wenn du sagst, warum: „die Sperre von ${service} auf ${environment} aufheben, weil …“. Ich sage es ${by}.`,
    notForOneself: ({ by, environment }) =>
      `Das ist die Sperre von ${by}, und dein eigenes Deployment nach ${environment} wartet darauf oder auf deine Antwort: Bitte ${by} oder jemand anderen, die Sperre aufzuheben, oder reiche dein Deployment mit einem Grund zur Freigabe ein.`,
    tooLong: ({ days }) => `Eine Sperre dauert höchstens ${days} Tage. Sperre für kürzere Zeit.`,
    locked: ({ service, places }) => `${service} ist auf ${places} gesperrt`,
    unlocked: ({ service, places }) => `${service} war auf ${places} gesperrt`,
    minutes: ({ count }) => `${count} Minuten`,
    by: 'Gesperrt von',
    until: 'Bis',
    reason: 'Grund',
    alreadyEnded: 'Diese Sperre ist schon zu Ende.',
    form: {
      note: ({ by, service, places, until }) =>
        `Die Sperre von ${by} auf ${service} (${places}, bis ${until}) entfernen? ${by} erfährt den Grund.`,
      label: 'Grund',
      said: ({ request, reason }) => `${request}, weil ${reason}`,
    },
    unlock: 'Entsperren',
    effect: ({ by }) => `Deployments von allen außer ${by} warten bis dahin. Was schon läuft, läuft weiter.`,
    endedBy: ({ place, by, time }) => `${place}: von ${by} um ${time} entsperrt.`,
    lockedAgain: ({ place, by, time, lock }) => `${place}: ${by} hat es um ${time} neu gesperrt (${lock}).`,
    removedBy: ({ place, by, time, reason }) => `${place}: von ${by} um ${time} aufgehoben. Der Grund: ${reason}.`,
    yoursRemoved: ({ by, service, places, reason }) =>
      `${by} hat deine Sperre auf ${service} in ${places} aufgehoben. Der Grund: ${reason}. Was darauf gewartet hat, startet jetzt.`,
    expired: ({ place, time }) => `${place}: um ${time} abgelaufen.`,
    waitsFor: ({ by, until }) => `Wartet, bis die Sperre von ${by} weg ist, spätestens um ${until}.`,
  },
  order: {
    nothing: ({ after }) => `Erst kommt ${after}, und dort läuft nichts.`,
    another: ({ after, version }) => `Erst kommt ${after}, und dort läuft ${version}: ein anderer Commit.`,
    ill: ({ after, version }) => `Erst kommt ${after}, und ${version} ist dort nicht gesund.`,
    new: ({ after, version, minutes, time }) =>
      `Erst kommt ${after}: ${version} muss dort ${minutes} min gesund sein, bis ${time}.`,
    left: ({ after, version, minutes }) => `Erst kommt ${after}, und ${version} lief dort weniger als ${minutes} min.`,
    proven: ({ after, version, minutes }) => `${version} war auf ${after} ${minutes} min gesund.`,
  },
  schedule: {
    past: ({ time }) => `${time} ist vorbei. Nenne eine Zeit, die noch kommt.`,
    never: ({ time, zone }) =>
      `${time} gibt es in ${zone} nicht: Die Uhren springen über diese Stunde. Nenne eine andere Zeit.`,
    noTime: ({ time }) => `${time} ist kein Datum, das es gibt. Nenne eine andere Zeit.`,
    twice: ({ time, zone, first }) =>
      `${time} gibt es in ${zone} in dieser Nacht zweimal; gemeint ist das erste Mal, ${first}.`,
    already: ({ task, time }) => `${task} ist für genau das um ${time} geplant.`,
    missed: ({ time }) => `Es war um ${time} fällig, während ich nicht lief.`,
    rule: 'Was geplant war, hat nicht von selbst gestartet; bitte bestätige.',
    title: ({ title }) => `Geplant: ${title}`,
    when: 'Wann',
    version: 'Version',
    strategy: 'Strategie',
    askedBy: 'Gefragt von',
    checkedThen: 'Wird dann noch einmal geprüft: Plan, Rechte, Freezes und Sperren.',
    cancel: 'Nicht starten',
    started: ({ time }) => `Um ${time} gestartet.`,
    cancelled: ({ by, time }) => `Von ${by} um ${time} abgebrochen. Es wurde nichts getan.`,
    askedAgain: ({ reason }) => `Nicht gestartet: ${reason} Bitte sieh dir die neue Frage an.`,
    stopped: ({ reason }) => `Nicht gestartet: ${reason}`,
    notStarted: ({ title }) => `${title}: nicht gestartet`,
    state: ({ time }) => `geplant für ${time}`,
    ended: 'Dieses Deployment ist nicht mehr geplant.',
  },
  promote: {
    fromWhere: ({ service, environment }) =>
      `Von wo ${service} nach ${environment} befördert werden soll, weiß ich nicht. Sag, welche Version dort deployt werden soll.`,
    nothingLive: ({ service, environment }) =>
      `Von ${service} ist auf ${environment} nichts live, also gibt es nichts zu befördern.`,
    another: ({ environment, version, named }) =>
      `${environment} hat ${version}, nicht ${named}, deshalb befördere ich keine von beiden. Sag, welche deployt werden soll.`,
    exactly: ({ version, environment }) => `Das ist genau, was auf ${environment} live ist: ${version}.`,
    sameCommit: ({ version, environment }) =>
      `Das ist der Commit, der auf ${environment} live ist: ${version}. Ob sein Image dasselbe ist, lässt sich nicht sagen.`,
  },
  facts: {
    notLocked: ({ names }) => `${names}: keine Sperre, die du sehen darfst.`,
    none: {
      schedules: 'Nichts, was du sehen darfst, ist geplant.',
      locks: 'Nichts, was du sehen darfst, ist gesperrt.',
      freezes: 'Kein Freeze gilt oder steht bevor.',
    },
    schedule: ({ task, title, time, by }) => `${task}: ${title} um ${time}, gefragt von ${by}`,
    lock: ({ service, environment, by, until }) => `${service} auf ${environment} ist von ${by} bis ${until} gesperrt.`,
    frozen: ({ name, until }) => `Der Freeze „${name}“ gilt bis ${until}.`,
    coming: ({ name, time }) => `Der Freeze „${name}“ beginnt das nächste Mal ${time}.`,
  },
  override: {
    how: ({ service, version, environment }) =>
      `Wenn es nicht warten kann, muss eine zweite Person es erlauben: Sag „reiche ${service} ${version} auf ${environment} zur Freigabe ein, weil …“.`,
    insteadOfWaiting: ({ service, version, environment }) =>
      `Um nicht zu warten, muss eine zweite Person es erlauben: Sag „reiche ${service} ${version} auf ${environment} zur Freigabe ein, weil …“.`,
    sayWhy: 'Eine zweite Person muss erlauben, das zu übergehen, und muss wissen, warum: Füge „weil …“ hinzu.',
    asks: 'Eine Freigabe übergeht das.',
  },
  check: {
    title: ({ service }) => `Darf ${service} deployt werden?`,
    yes: ({ environment }) => `${environment}: ja.`,
    no: ({ environment }) => `${environment}: nein.`,
    yesAt: ({ environment, time }) => `${environment}: ja, am ${time}.`,
    noAt: ({ environment, time }) => `${environment}: nein, nicht am ${time}.`,
    yesIfGreen: ({ environment }) => `${environment}: ja, wenn die Checks grün sind.`,
    yesIfGreenAt: ({ environment, time }) => `${environment}: ja, am ${time}, wenn die Checks dann grün sind.`,
    nothingAgainst: 'Kein Freeze, keine Sperre und keine Reihenfolge spricht dagegen.',
    nextYes: ({ time }) => `Das nächste Ja: ${time}.`,
    nextYesUnknown: 'Wann es ja wird, hängt davon ab, was Menschen tun.',
    yesUntil: ({ freeze, time }) => `Der nächste Freeze, „${freeze}“, beginnt am ${time}.`,
    running: ({ task }) => `${task} ändert es gerade; deins würde darauf warten.`,
    asThingsAre: 'Sperren und was läuft sind, wie sie jetzt sind.',
  },
}
