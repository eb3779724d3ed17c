import type { Tone } from '../../../src/domain/card.ts'
import { spokenAnswer } from '../../../src/domain/spoken-answer.ts'
import type { AskedFirst } from '../../../src/ports/chat-platform.ts'

/** What a line means where a button may have asked first. `neither`: it is something said. */
export type Heard = { readonly press: string } | 'declined' | 'neither'

/** The question of a button that asks before it counts. The next line is its answer; only a yes presses the button. */
export interface Asking {
  ask(button: string, asks: AskedFirst): void
  /** Another button is pressed instead of an answer. */
  drop(): void
  hear(line: string): Heard
}

export function createAsking(tell: (tone: Tone, text: string) => void): Asking {
  let open: { readonly button: string; readonly asks: AskedFirst } | undefined
  return {
    ask(button, asks) {
      open = { button, asks }
      tell('warning', [asks.title, asks.text, asks.howToAnswer].join('\n'))
    },
    drop() {
      open = undefined
    },
    hear(line) {
      const asked = open
      open = undefined
      if (!asked) return 'neither'
      const answer = spokenAnswer(line)
      if (answer === 'yes') return { press: asked.button }
      tell('neutral', asked.asks.declined)
      return answer === 'no' ? 'declined' : 'neither'
    },
  }
}
