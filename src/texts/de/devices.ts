import type { Texts } from '../texts.ts'

export const devices: Texts['devices'] = {
  noInventory:
    'Ich überwache keine Geräte: Es ist kein Inventar konfiguriert. Für Services sag „welche Drifts gibt es?“.',
  haveDrifted: ({ service, ring, count }) =>
    count === 1
      ? `1 Gerät von ${service} in ${ring} weicht ab`
      : `${count} Geräte von ${service} in ${ring} weichen ab`,
  needPeople: ({ service, ring, count }) =>
    count === 1
      ? `1 Gerät von ${service} in ${ring} braucht dich`
      : `${count} Geräte von ${service} in ${ring} brauchen dich`,
  inOrderAgain: ({ service, ring }) => `Die Geräte von ${service} in ${ring} sind wieder in Ordnung`,
  columns: {
    device: 'Gerät',
    service: 'Service',
    ring: 'Ring',
    found: 'Gefunden',
    since: 'Seit',
    next: 'Was geschieht',
  },
  failureColumns: { lastSeen: 'Zuletzt gesehen', fixes: 'Vergebliche Reparaturen' },
  found: {
    missing: ({ expected }) => `nicht installiert; erwartet ${expected}`,
    version: ({ actual, expected }) => `${actual}; erwartet ${expected}`,
    config: 'andere Konfiguration',
    stopped: 'gestoppt',
    unhealthy: 'nicht gesund',
    silent: ({ since }) => `meldet sich nicht seit ${since}`,
    unclear: 'sagt nicht, ob er läuft',
    untold: ({ actual }) =>
      actual === '' ? 'niemand sagt, was dort laufen soll' : `${actual}; niemand sagt, was dort laufen soll`,
  },
  next: {
    inLine: 'kommt als Nächstes dran',
    notDeployed: 'für Sie: Shipmate hat dort noch nichts deployt',
    fixing: ({ task }) => `wird repariert: ${task}`,
    checking: ({ task }) => `repariert von ${task}; ich prüfe, ob es hält`,
    failed: ({ task }) => `die Reparatur ${task} half nicht`,
    backoff: ({ time }) => `die letzte Reparatur hielt nicht; die nächste um ${time}`,
    budget: ({ time }) => `die Reparaturen dieser Stunde sind verbraucht; die nächste um ${time}`,
    proposed: 'auf deinen Wunsch',
    escalated: {
      'unknown-kind': 'ein Mensch muss nachsehen: Ich kenne keine Reparatur',
      policy: 'ein Mensch muss nachsehen: So will es die Richtlinie',
      'did-not-hold': 'ein Mensch muss nachsehen: 2 Reparaturen hielten nicht',
    },
    fixed: ({ time }) => `in Ordnung seit ${time}`,
    gone: ({ time }) => `nicht mehr im Inventar seit ${time}`,
    replaced: ({ time }) => `weicht seit ${time} anders ab`,
  },
  button: {
    install: ({ device }) => `Auf ${device} installieren`,
    update: ({ device }) => `${device} aktualisieren`,
    configure: ({ device }) => `${device} konfigurieren`,
    restart: ({ device }) => `Auf ${device} neu starten`,
  },
  howTheyAreFixed: 'Ein Knopf verlangt die Reparatur in deinem Namen; es gelten deine Rechte.',
  more: ({ count }) => `Und ${count} weitere.`,
  failures: ({ count }) => (count === 1 ? '1 Gerät ist gescheitert' : `${count} Geräte sind gescheitert`),
  noFailures: ({ count }) =>
    count === 1 ? 'Das eine Gerät hat, was es soll.' : `Alle ${count} Geräte haben, was sie sollen.`,
  drifted: ({ count }) => (count === 1 ? '1 Gerät weicht ab' : `${count} Geräte weichen ab`),
  noneDrifted: ({ count }) =>
    count === 1
      ? 'Das eine Gerät weicht nicht ab; gerade geprüft.'
      : `Keines von ${count} Geräten weicht ab; gerade geprüft.`,
  noDevices: 'Dort gibt es keine Geräte, die du sehen darfst.',
  unknownDevice: ({ device }) => `Ich kenne kein Gerät ${device}, oder du darfst es nicht sehen.`,
  nothingToFix: ({ device }) => `Auf ${device} ist nichts, was du beheben darfst, länger als eine Minute abgewichen.`,
  whichService: ({ device }) => `Welcher Drift von ${device}?`,
  inventory: {
    silent: ({ seconds }) => `Das Inventar hat innerhalb von ${seconds} s nicht geantwortet.`,
    unreachable: ({ why }) => `Das Inventar ist nicht zu erreichen: ${why}.`,
    refused: ({ status }) => `Das Inventar antwortet mit ${status}.`,
    'too-large': ({ megabytes }) => `Das Inventar schickt mehr als ${megabytes} MB, darum habe ich aufgehört zu lesen.`,
    'too-many': ({ most }) => `Das Inventar nennt mehr als ${most} Geräte, darum habe ich aufgehört zu lesen.`,
    rubbish: ({ what }) => `Das Inventar antwortet mit etwas, das ich nicht lesen kann: ${what}.`,
  },
  nothingLost: 'Nichts wurde geändert; ich sehe weiter nach.',
}
