import type { Texts } from '../texts.ts'

/** People's own accounts: the console, and who is who. */
export const accounts: Texts['accounts'] = {
  console: {
    title: 'Konsole',
    open: 'Als du öffnen',
    once: ({ minutes }) => `Nur für dich: Der Link gilt einmal, ${minutes} Minuten lang.`,
    onlyHere: 'Er öffnet sich auf dem Rechner, auf dem ich laufe.',
    notFromHere: 'Links zur Konsole schicke ich in Slack, in Discord und im Terminal.',
    notSent: 'Ich konnte dir den Link zur Konsole nicht schicken. Schreib gleich noch einmal „Konsole“.',
  },
  tokens: {
    name: 'Name',
    may: 'Darf',
    ends: 'Endet',
    used: 'Zuletzt benutzt',
    never: 'nie',
    asYou: 'was du darfst',
    approves: 'gibt als du frei',
    how: 'Schreib „widerrufe Token“ und seinen Namen, um eines zu beenden, oder „erstelle ein Token“ für ein neues.',
    none: 'Du hast keine Token. Schreib „erstelle ein Token“ für eines.',
    notThere: ({ name }) => `Du hast kein gültiges Token ${name}. Schreib „meine Tokens“, um deine zu sehen.`,
    revoked: ({ name }) => `Das Token ${name} ist widerrufen: Es öffnet nichts mehr.`,
    onPage: 'Auf der Seite „Tokens“ der Konsole legst du eines an.',
  },
  onlyPeople: 'Nur Menschen haben Konten: Ein Token öffnet keine Konsole und gehört mit keinem Konto zusammen.',
  onlyProposes: 'Dieses Token schlägt nur vor: Die Knöpfe drückt ein Mensch.',
  link: {
    sayThere: ({ minutes }) =>
      `Schreib mir das in einer Direktnachricht von deinem anderen Konto, innerhalb von ${minutes} Minuten:`,
    whatFor: 'Dann sind beide bei Freigaben und Sperren eine Person. Jedes behält seine eigenen Rechte.',
    notSent: 'Ich konnte dir keinen Code schicken. Schreib gleich noch einmal „link“.',
    linked: ({ other }) =>
      `Dieses Konto und ${other} sind jetzt eine Person: Was eines anfragt, kann das andere nicht freigeben. Jedes behält seine eigenen Rechte.`,
    noCode:
      'Dieser Code wurde schon benutzt oder ist älter als zehn Minuten. Schreib im anderen Konto „link“ für einen neuen.',
    sameAccount: 'Der Code ist von diesem Konto. Schreib ihn vom anderen.',
    parted: 'Deine Konten gehören nicht mehr zusammen. Bei Freigaben zählen sie noch 24 Stunden als eine Person.',
    none: 'Dieses Konto hast du mit keinem anderen verknüpft.',
  },
}
