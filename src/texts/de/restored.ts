import type { Texts } from '../texts.ts'

export const restored: Texts['restored'] = {
  message:
    'Ich wurde aus einer Sicherung wiederhergestellt und weiß nicht, ob das schon erledigt ist. Sag es noch einmal, falls es noch zu tun ist.',
  asked:
    'Ich wurde aus einer Sicherung wiederhergestellt und weiß nicht, ob das schon geschehen ist. Frag noch einmal, falls es noch zu tun ist.',
  ended: 'Ich wurde aus einer Sicherung von vor seinem Ende wiederhergestellt und weiß nicht, was daraus wurde.',
  look: 'Sieh nach, was dort läuft, und frag noch einmal, falls es noch zu tun ist.',
}
