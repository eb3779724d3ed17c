import { expect, test } from 'vitest'
import type { DialogueContext, Slots, Turn } from '../../src/domain/understanding.ts'
import { NOW, readYaml, understandExample } from './support.ts'

interface SaidTurn {
  readonly by?: string
  readonly after?: number
  readonly says: string
  readonly waiting?: string
  readonly intent: string
  readonly slots?: Slots
  readonly carried?: readonly string[]
  readonly doubts?: readonly string[]
}

interface Dialogue {
  readonly name: string
  readonly turns: readonly SaidTurn[]
}

test.each(readYaml('./cases/dialogues.yaml') as readonly Dialogue[])('$name', ({ turns }) => {
  let earlier: readonly Turn[] = []
  let now = NOW
  for (const turn of turns) {
    now = new Date(now.getTime() + (turn.after ?? 1) * 60_000)
    const by = `terminal:${turn.by ?? 'ana'}`
    const understood = understandExample(turn.says, contextOf(turn, by, earlier), now)
    expect({ says: turn.says, intent: understood.intent, slots: understood.slots }).toEqual({
      says: turn.says,
      intent: turn.intent,
      slots: turn.slots ?? {},
    })
    if (turn.carried) expect([...understood.carriedOver].sort()).toEqual([...turn.carried].sort())
    if (turn.doubts)
      expect([...understood.nearMisses, ...understood.unknownNames].map(({ typed }) => typed)).toEqual(turn.doubts)
    earlier = [...earlier, { by, intent: understood.intent, slots: understood.slots, at: now.toISOString() }]
  }
})

function contextOf({ waiting }: SaidTurn, by: string, turns: readonly Turn[]): DialogueContext {
  const last = turns.at(-1)
  if (!waiting || !last) return { by, turns }
  if (waiting === 'yes-or-no') return { by, turns, waitingFor: { kind: 'yes-or-no' } }
  return { by, turns, waitingFor: { kind: 'slot', slot: waiting, intent: last.intent, slots: last.slots } }
}
