import type { Texts } from '../texts.ts'

export const conversation: Texts['conversation'] = {
  hello: 'Hallo! Ich baue, deploye und rolle zurück. Sag „Hilfe“, um zu sehen, was du fragen kannst, oder „Status“.',
  welcome: 'Gern.',
  thinking: 'Ich denke nach…',
  notAllowed: 'Nicht erlaubt',
  assistantMayNotAnswer: 'Ein Assistent darf nichts bestätigen, genehmigen oder ablehnen. Das tut ein Mensch.',
  proposalWaits: ({ title }) => `Vorgeschlagen: ${title}. Jetzt muss ein Mensch es bestätigen.`,
  proposalOpens: ({ name, title }) =>
    `${name} schlägt vor: ${title}. Die Frage steht in diesem Thread; ein Mensch beantwortet sie.`,
  noPlaceToPropose:
    'Niemand konnte gefragt werden, also wurde nichts vorgeschlagen. Setze mcp.channel auf einen Kanal, in dem der Bot ist; wenn es gesetzt ist, versuch es in einer Minute noch einmal.',
  fault: 'Bei mir ist etwas schiefgegangen; nichts wurde gestartet.',
  changed: {
    tooLate:
      'Du hast deine Nachricht geändert, nachdem ich danach gehandelt hatte; die Änderung bewirkt nichts. Schreib in einer neuen Nachricht, was anders sein soll.',
    readAgain: 'Du hast deine Nachricht geändert, also lese ich sie noch einmal.',
    closed: 'Du hast deine Nachricht geändert. Schick sie noch einmal, wenn du das Neue willst.',
    unread:
      'Du hast deine Nachricht geändert, bevor ich sie gelesen hatte; ich habe nichts getan. Schick sie noch einmal, wenn du das Neue willst.',
    deleted: 'Die Nachricht wurde gelöscht, also wurde nichts gestartet.',
  },
  inTheLog: ({ id }) => `Im Log: ${id}`,
  notCertain: 'Ich bin nicht sicher, ob ich dich verstanden habe.',
  readBy: ({ model }) => `Gelesen von ${model}.`,
  carriedOver: ({ values }) => `Aus früheren Nachrichten: ${values}.`,
  besideRequest: ({ values }) => `Neben der Anweisung hast du genannt: ${values}.`,
  slots: {
    service: 'Service',
    environment: 'Umgebung',
    ref: 'Version',
    strategy: 'Strategie',
    task: 'Task',
    metric: 'Metrik',
    count: 'Anzahl',
    state: 'Zustand',
    window: 'die letzten',
    pr: 'Pull-Request',
    at: 'um',
  },
  model: {
    unusable: 'Mein Sprachmodell gab keine brauchbare Antwort, darum habe ich meine eigenen Regeln benutzt.',
    unavailable: 'Mein Sprachmodell antwortet nicht, darum habe ich meine eigenen Regeln benutzt.',
  },
  withdrawn: 'Zurückgezogen:',
  nothingStartedWithdrawn: 'Nichts wurde gestartet. Zurückgezogen:',
  nothingStarted: 'Nichts wurde gestartet.',
  sayOtherwise: 'Nichts wurde gestartet. Bitte sag es mit anderen Worten.',
  nothingWaits: 'Nichts wartet auf deine Antwort.',
  nothingWaitsHere: 'Hier wartet nichts auf deine Antwort.',
  keepsRunning: ({ task }) => `${task} läuft weiter; um ihn zu stoppen, sag „brich ${task} ab“.`,
  elsewhere: ({ asked }) => `Anderswo wurdest du gefragt: ${asked}. Antworte dort, wo gefragt wurde.`,
  somethingInPrivate: 'etwas in einer Direktnachricht',
  help: {
    title: 'Was du mich fragen kannst',
    nothing: 'Noch nichts: Du hast hier keine Rechte.',
    changes: 'Um etwas zu ändern:',
    askWhy:
      'Du kannst auch nach Fakten fragen:\n• wer hat den letzten Deploy freigegeben?\n• wie lange hat der letzte Deploy gedauert?\n• welche Versionen gibt es?\n• warum ist es fehlgeschlagen?\nAndere Fragen nach dem Warum verstehe ich bisher nur auf Englisch:\n• why did the last deployment fail?\n• is it safe to roll back?',
    versions:
      'Eine Version ist ein Tag, ein Branch oder ein Commit („v1.1.0“, „main“); ohne ist es der neueste Commit.',
    ownWords:
      'Sag es in deinen Worten; ich frage, wenn etwas fehlt, und vor allem, was sich schwer rückgängig machen lässt.',
    notMine: 'Das mache ich nicht.',
    noWords: 'In deiner Nachricht steht kein Text.',
    noConditions: ({ request }) =>
      `Auf eine Bedingung kann ich nicht warten. Sobald sie erfüllt ist, sag „${request}“.`,
    whatICan: 'Was ich für dich tun kann:',
    sayHelp: 'Sag „Hilfe“ für alles.',
  },
}
