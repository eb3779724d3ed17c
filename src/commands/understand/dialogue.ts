import type { Understand } from '../../../intents/understand.ts'
import type { DialogueContext, ListedThing, Turn } from '../../domain/understanding.ts'
import { answerOf, type SlotsAnswer } from './answer.ts'
import type { SaidTurn } from './turn.ts'

const TURNS_KEPT = 10
/** Who answers a question put to somebody else does so in a word or two. */
const ANSWER_TO_ANOTHER = /^\W*(?:\S+\s+){0,2}\S+$/

/** Reads the turns of one dialogue, all said at one moment, each in the light of those before. */
export function createDialogue(
  understand: Understand,
  now: Date,
): (turns: readonly SaidTurn[]) => readonly SlotsAnswer[] {
  return (said) => {
    const turns: Turn[] = []
    let listed: readonly ListedThing[] = []
    let open: OpenQuestion | undefined
    return said.map((turn) => {
      const by = `terminal:${turn.user}`
      listed = turn.listed ? turn.listed.map(thingOf) : listed
      const asked = open && mayAnswer(open, by, turn, turns) ? { waitingFor: open.asked } : {}
      const answer = answerOf(understand(turn.text, { by, turns: turns.slice(-TURNS_KEPT), listed, ...asked }, now))
      turns.push({ by, intent: answer.intent, slots: answer.slots, at: now.toISOString() })
      open = questionAfter(turn, by, answer) ?? stillOpen(open, by, asked.waitingFor, answer)
      return answer
    })
  }
}

interface OpenQuestion {
  readonly of: string
  readonly asked: NonNullable<DialogueContext['waitingFor']>
}

/** A question is its asker's; somebody else may answer it in a word, but not say yes for them. */
function mayAnswer({ of, asked }: OpenQuestion, by: string, { text }: SaidTurn, turns: readonly Turn[]): boolean {
  if (of === by) return true
  const last = turns.at(-1)
  return asked.kind === 'slot' && last?.by === of && ANSWER_TO_ANOTHER.test(text) && !text.trimEnd().endsWith('?')
}

function questionAfter({ bot }: SaidTurn, by: string, { intent, slots }: SlotsAnswer): OpenQuestion | undefined {
  const asks = bot?.startsWith('asks:') ? bot.slice('asks:'.length).trim() : ''
  if (asks === '') return undefined
  if (/^(?:confirm|yes)/.test(asks)) return { of: by, asked: { kind: 'yes-or-no' } }
  return { of: by, asked: { kind: 'slot', slot: asks, intent, slots } }
}

/** A question stays open while others talk, until it is answered. */
function stillOpen(
  open: OpenQuestion | undefined,
  by: string,
  asked: DialogueContext['waitingFor'],
  { intent }: SlotsAnswer,
): OpenQuestion | undefined {
  if (open?.of === by) return undefined
  return asked?.kind === 'slot' && asked.intent === intent ? undefined : open
}

function thingOf({ kind, id, ...more }: NonNullable<SaidTurn['listed']>[number]): ListedThing {
  const values = Object.entries(more).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  )
  return { kind, id: String(id), values: Object.fromEntries(values) }
}
