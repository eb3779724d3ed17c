import type { Texts } from '../texts.ts'

export const gates: Texts['gates'] = {
  noEnd: 'auf Weiteres',
  reason: ({ reason }) => `Grund: ${reason}.`,
  nothingStarted: 'Es wurde nichts gestartet.',
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
    tooLong: ({ days }) => `Eine Sperre dauert höchstens ${days} Tage. Sperre für kürzere Zeit.`,
    locked: ({ service, places }) => `${service} ist auf ${places} gesperrt`,
    unlocked: ({ service, places }) => `${service} war auf ${places} gesperrt`,
    minutes: ({ count }) => `${count} Minuten`,
    by: 'Gesperrt von',
    until: 'Bis',
    reason: 'Grund',
    alreadyEnded: 'Diese Sperre ist schon zu Ende.',
    unlock: 'Entsperren',
    effect: ({ by }) => `Deployments von allen außer ${by} warten bis dahin. Was schon läuft, läuft weiter.`,
    endedBy: ({ place, by, time }) => `${place}: von ${by} um ${time} entsperrt.`,
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
  check: {
    title: ({ service }) => `Darf ${service} deployt werden?`,
    yes: ({ environment }) => `${environment}: ja.`,
    no: ({ environment }) => `${environment}: nein.`,
    yesAt: ({ environment, time }) => `${environment}: ja, am ${time}.`,
    noAt: ({ environment, time }) => `${environment}: nein, nicht am ${time}.`,
    nothingAgainst: 'Kein Freeze, keine Sperre und keine Reihenfolge spricht dagegen.',
    nextYes: ({ time }) => `Das nächste Ja: ${time}.`,
    nextYesUnknown: 'Wann es ja wird, hängt davon ab, was Menschen tun.',
    yesUntil: ({ freeze, time }) => `Der nächste Freeze, „${freeze}“, beginnt am ${time}.`,
    running: ({ task }) => `${task} ändert es gerade; deins würde darauf warten.`,
    asThingsAre: 'Sperren und was läuft sind, wie sie jetzt sind.',
  },
}
