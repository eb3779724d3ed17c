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
}
