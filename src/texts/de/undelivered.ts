import type { Texts } from '../texts.ts'

export const undelivered: Texts['undelivered'] = {
  title: 'Ich konnte nicht dort antworten, wo du gefragt hast',
  answer: ({ asked, why }) =>
    `Meine Antwort auf „${asked}“ ließ sich dort nicht schreiben, denn ${why}; hier steht, was sie sagt.`,
  result: ({ asked, why }) =>
    `Das Ergebnis von „${asked}“ ließ sich dort nicht schreiben, denn ${why}; ich schicke es dir direkt.`,
  decision: ({ asked, why }) =>
    `Meine Frage zu „${asked}“ ließ sich dort nicht schreiben, denn ${why}; hier steht, was sie sagt, und wenn es weitergehen soll, frag mich hier noch einmal.`,
  place: 'Wo du gefragt hast',
  why: {
    'edit-refused': 'meine Nachricht dort lässt sich nicht mehr ändern',
    'channel-archived': 'der Kanal oder Thread ist archiviert',
    'channel-gone': 'den Kanal gibt es nicht mehr, oder er ist mir verschlossen',
    'not-in-channel': 'ich bin nicht in dem Kanal',
    'not-allowed': 'ich darf dort nicht schreiben',
    'failed-too-often': 'es ist einen ganzen Tag lang fehlgeschlagen',
    refused: 'die Plattform hat es abgelehnt',
  },
}
