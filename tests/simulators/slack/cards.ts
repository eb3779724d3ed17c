import type { Card } from '../../../src/domain/card.ts'

export const CONFIRM = { id: 'b_confirm', label: 'Confirm', style: 'primary' } as const
export const CANCEL = { id: 'b_cancel', label: 'Cancel', style: 'plain' } as const

/** A question with two buttons. */
export const QUESTION: Card = {
  title: 'Deploy billing to staging?',
  tone: 'warning',
  blocks: [
    { kind: 'text', text: 'v1.0.0 → v1.1.0' },
    { kind: 'buttons', buttons: [CONFIRM, CANCEL] },
  ],
}

/** One line. */
export function line(text: string): Card {
  return { tone: 'neutral', blocks: [{ kind: 'text', text }] }
}
