import type { Texts } from '../texts.ts'

const eitherOf = (labels: readonly string[]): string => labels.map((label) => `„${label}“`).join(' oder ')

export const platforms: Texts['platforms'] = {
  cards: {
    more: ({ count }) => `… und ${count} weitere`,
    rare: 'Mehr…',
    longerThanSlackShows: '… mehr, als Slack in einer Nachricht zeigt.',
    notInMenu: ({ count }) => `${count} weitere stehen nicht im Menü: Sag stattdessen den Namen.`,
    buttonsNotShown: ({ answers }) => `Die Knöpfe lassen sich nicht anzeigen. Erwähne mich und sag ${answers}.`,
    menuNotShown: ({ answers }) => `Das Menü lässt sich nicht anzeigen. Erwähne mich und sag ${answers}.`,
    yesOrNo: '„ja“ oder „nein“',
    anyOf: ({ labels }) => eitherOf(labels),
    fileLacksPermission: ({ name }) =>
      `${name} ließ sich nicht anhängen: Der App fehlt die Berechtigung files:write; füge sie hinzu und installiere die App neu.`,
    fileRefused: ({ name }) => `${name} ließ sich nicht anhängen: Slack hat die Datei nicht angenommen.`,
    chart: 'Diagramm',
  },
  notices: {
    notRecorded: {
      unavailable:
        'Meine Datenbank antwortet nicht, darum ist deine Nachricht noch nicht aufgenommen. Wenn du in den nächsten Minuten nichts hörst, schick sie bitte noch einmal.',
      busy: 'Gerade kommen zu viele Nachrichten auf einmal, darum wurde deine nicht aufgenommen. Bitte schick sie in einer Minute noch einmal.',
      contention: 'Es geschah zu viel auf einmal, darum wurde nichts aufgenommen. Bitte versuch es noch einmal.',
      slow_inbox:
        'Meine Datenbank ist langsam, darum ist deine Nachricht noch nicht aufgenommen. Ich versuche es wieder, sobald Slack sie noch einmal schickt.',
      unexpected:
        'Bei mir ist etwas schiefgegangen, darum wurde nichts aufgenommen. Bitte versuch es in einer Minute noch einmal.',
    },
    recordedNow: 'Jetzt aufgenommen; du musst sie nicht noch einmal schicken.',
    slow: 'Das dauert länger als sonst. Wenn es fehlschlägt, sage ich es dir hier.',
    cardDeleted: 'Aufgenommen. Die Karte wurde gelöscht, darum schreibe ich das Ergebnis hierher.',
    notInChannel:
      'Ich bin nicht in diesem Kanal und konnte hier nicht antworten. Lade mich mit /invite ein, oder schreib mir direkt.',
    mayNotWrite:
      'Ich darf in diesem Kanal nicht schreiben. Bitte jemanden, der ihn verwaltet, mich den Kanal sehen und Nachrichten senden zu lassen, oder schreib mir direkt.',
    recording: 'Ich nehme deine Anfrage auf. Wenn nichts folgt, frag bitte noch einmal.',
    commandGone: 'Diesen Befehl gibt es nicht mehr. Nimm stattdessen /shipmate ask.',
    roleMentioned:
      'Du hast meine Rolle erwähnt, darum hat Discord mir deine Nachricht verborgen. Bitte erwähne stattdessen mich, die App.',
    noWords:
      'Ich kann nur Text lesen, und in deiner Nachricht steht keiner. Sag, was du brauchst, zum Beispiel „Hilfe“.',
    unknownShortcut:
      'Diesen Kurzbefehl kenne ich nicht. Erwähne mich, oder schreib mir direkt, und sag, was du brauchst, zum Beispiel „Hilfe“.',
    noPullRequest:
      'In dieser Nachricht steht kein Link zu einem Pull-Request. Wähle „Deploy this pull request“ bei einer, die einen hat.',
    nothingToDeploy: 'Hier gibt es nichts, was du deployen darfst. Frag mich „was darf ich?“.',
    formNotOpened: 'Slack hat das Formular nicht geöffnet. Sag mir stattdessen, was ich wohin deployen soll.',
  },
  deployForm: {
    title: 'Deployen',
    send: 'Anfragen',
    close: 'Abbrechen',
    service: 'Service',
    services: 'Die du deployen darfst',
    environment: 'Umgebung',
    environments: 'In die du deployen darfst',
    version: 'Version',
    newest: 'Der neueste Commit',
    where: 'Wo ich antworten soll',
    whereHint: 'Bleibt das leer, schreibe ich dir direkt. Nichts beginnt, bevor es wie sonst bestätigt ist.',
    chooseOne: 'Wähle etwas aus.',
    chooseChannel: 'Ich kann dir gerade nicht direkt schreiben. Wähle einen Kanal.',
  },
  commands: {
    talk: 'Mit Shipmate reden',
    ask: 'Frag in deinen eigenen Worten nach allem',
    askExample: 'Zum Beispiel: Was läuft auf staging?',
  },
}
