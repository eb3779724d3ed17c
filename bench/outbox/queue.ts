import { sentenceCard } from '../../src/cards/sentence-card.ts'
import type { DesiredMessage, Urgency } from '../../src/ports/outbox.ts'

/** Of ten messages: two hold people up, three are answers, five keep people posted. */
const MIX: readonly Urgency[] = [
  ...['progress', 'answer', 'progress', 'decision', 'progress'],
  ...['answer', 'progress', 'answer', 'progress', 'decision'],
] as Urgency[]

const THREADS_IN_CHANNEL = 20

/** Messages for many channels, each new, with all kinds mixed in every channel. */
export function queued(count: number, channels: number, wave: string): readonly DesiredMessage[] {
  return Array.from({ length: count }, (_, index) => {
    const channel = index % channels
    const turn = Math.floor(index / channels)
    const urgency = MIX[(turn + channel) % MIX.length] ?? 'progress'
    return {
      key: `${wave}-${index}-${urgency}`,
      to: { kind: 'thread', thread: `slack:C${channel}:${turn % THREADS_IN_CHANNEL}` },
      card: sentenceCard(`${urgency} ${index}`),
      urgency,
      correlationId: wave,
    }
  })
}
