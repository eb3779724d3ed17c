import type { Texts } from '../texts.ts'

export const confirmations: Texts['confirmations'] = {
  question: ({ title }) => `Soll ich ${title}?`,
  askedBy: 'Gefragt von',
  expires: 'Gilt bis',
  button: {
    confirm: 'Bestätigen',
    deployAnyway: 'Trotzdem deployen',
    promoteAnyway: 'Trotzdem freigeben',
    stopTask: 'Stoppen',
    cancel: 'Abbrechen',
    keepTask: 'Weiterlaufen lassen',
  },
  outcome: {
    open: 'Wartet auf eine Antwort.',
    given: ({ by, time }) => `✓ Bestätigt von ${by} um ${time}.`,
    givenOverHold: ({ by, time }) => `✓ Bestätigt von ${by} um ${time}, obwohl angehalten.`,
    declined: ({ by, time }) => `Abgebrochen von ${by} um ${time}. Nichts wurde getan.`,
    taskKept: ({ by, time }) => `Läuft weiter, so ${by} um ${time}. Nichts wurde getan.`,
    expired: 'Ohne Antwort abgelaufen. Nichts wurde getan; frag noch einmal, wenn du es noch willst.',
    superseded: ({ reason }) => `${reason} Auf dieser Karte wurde nichts getan.`,
  },
  commits: {
    ships: ({ count }) => (count === 1 ? '1 Commit geht mit:' : `${count} Commits gehen mit:`),
    included: ({ count }) => (count === 1 ? '1 Commit enthalten:' : `${count} Commits enthalten:`),
    removed: ({ count }) => (count === 1 ? '1 Commit fällt weg:' : `${count} Commits fallen weg:`),
    more: ({ count }) => `… und ${count} weitere`,
  },
  risk: {
    go: 'Geringes Risiko',
    'go-with-canary': 'Canary empfohlen',
    hold: 'Angehalten',
    nothingFound: 'Nichts Riskantes gefunden.',
    judgedBy: ({ verdict, model }) => `${verdict} (beurteilt von ${model})`,
    canaryChosen:
      'Du hast keine Strategie genannt, darum habe ich wegen dieses Risikos einen Canary gewählt. Für eine andere ergänze zum Beispiel „mit blue-green“.',
  },
  answer: {
    seeNewQuestion: ({ reason }) => `${reason} Bitte sieh dir die neue Frage an.`,
    expired: 'Diese Frage ist abgelaufen, nichts wurde getan. Bitte frag noch einmal.',
    notYours: ({ owner }) => `Nur ${owner} hat gefragt und kann das beantworten.`,
    changedMeanwhile: 'Während du geantwortet hast, hat sich etwas geändert. Bitte drück noch einmal.',
    unknown: 'Diese Frage gibt es nicht mehr. Bitte frag noch einmal.',
    buttonGone: 'Dieser Knopf gilt nicht mehr, nichts wurde getan. Bitte frag noch einmal.',
    alreadyGiven: ({ by, time }) => `Schon bestätigt von ${by} um ${time}.`,
    alreadyDeclined: ({ by, time }) => `Schon abgebrochen von ${by} um ${time}.`,
    alreadyKept: ({ by, time }) => `Läuft schon weiter, so ${by} um ${time}.`,
    expiredAt: ({ time }) => `Diese Frage ist um ${time} abgelaufen, nichts wurde getan. Bitte frag noch einmal.`,
  },
  superseded: {
    askedAgain: 'Unten noch einmal gefragt.',
    takenBack: 'Du hast das zurückgenommen.',
    refMoved: ({ ref, before, now }) => `${ref} steht seit meiner Frage nicht mehr auf ${before}, sondern auf ${now}.`,
    imageMoved: ({ image, before, now }) =>
      `Das Tag ${image} zeigt seit meiner Frage nicht mehr auf ${before}, sondern auf ${now}.`,
    configurationChanged: ({ service }) => `Die Konfiguration von ${service} hat sich seit meiner Frage geändert.`,
    instancesChanged: 'Die Zahl der Instanzen hat sich seit meiner Frage geändert.',
    liveReleaseChanged: 'Das Release, das live ist, hat sich seit meiner Frage geändert.',
    removesMore: ({ objects }) => `Inzwischen würde auch entfernt: ${objects}.`,
    newHold: ({ reasons }) => `Neuer Grund zum Anhalten: ${reasons}`,
  },
  again: {
    which: {
      service: 'Bitte sag, welchen Service du meinst.',
      environment: 'Bitte sag, welche Umgebung du meinst.',
      task: 'Bitte sag, welchen Task du meinst.',
      metric: 'Bitte sag, welche Metrik du meinst.',
      request: 'Bitte sag, was davon du meinst.',
    },
    whichOther: ({ slot }) => `Bitte sag, was du meinst: ${slot}.`,
    notExact: 'Nicht gestartet. Drück den Knopf, oder antworte nur „ja“.',
    taskOrQuestion:
      'Das kann den Task meinen oder meine Frage. Drück einen Knopf, oder sag „stopp ihn“ oder „lass ihn laufen“.',
    notTheNextThing: 'Nicht gestartet: Nach meiner Frage wurde etwas anderes gesagt. Soll ich?',
    notToTheBot: 'Nicht gestartet: Das war nicht an mich gerichtet. Drück den Knopf, oder erwähne mich mit deinem Ja.',
    afterRestart: 'Seit meiner Frage wurde ich neu gestartet.',
  },
}
