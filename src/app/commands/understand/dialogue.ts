import { slotsOf } from '../../../../intents/catalog.ts'
import type { Understand } from '../../../../intents/understand.ts'
import type { DialogueContext, ListedThing, Slots, Turn, Understanding } from '../../../domain/understanding.ts'
import { answerOf, type SlotsAnswer } from './answer.ts'
import type { SaidTurn } from './turn.ts'

const TURNS_KEPT = 10
/** Who answers a question put to somebody else does so in a word or two. */
const ANSWER_TO_ANOTHER = /^\W*(?:\S+\s+){0,2}\S+$/

/** One dialogue, all said at one moment, each turn in the light of those before. */
export interface Dialogue {
  /** What the next turn is to be understood against. */
  contextOf(turn: SaidTurn): DialogueContext
  /** Continues with what that turn was understood to say. */
  take(turn: SaidTurn, understanding: Understanding): SlotsAnswer
}

export function startDialogue(now: Date): Dialogue {
  const turns: Turn[] = []
  let listed: readonly ListedThing[] = []
  let open: OpenQuestion | undefined
  const waitingFor = (turn: SaidTurn): DialogueContext['waitingFor'] =>
    open && mayAnswer(open, userOf(turn), turn, turns) ? open.asked : undefined
  return {
    contextOf(turn) {
      listed = turn.listed ? turn.listed.map(thingOf) : listed
      const asked = waitingFor(turn)
      return { by: userOf(turn), turns: turns.slice(-TURNS_KEPT), listed, ...(asked && { waitingFor: asked }) }
    },
    take(turn, understanding) {
      const by = userOf(turn)
      const asked = waitingFor(turn)
      const answer = answerOf(understanding)
      turns.push({ by, intent: answer.intent, slots: answer.slots, at: now.toISOString() })
      open = questionAfter(turn, by, answer) ?? stillOpen(open, by, asked, answer)
      return answer
    },
  }
}

/** Reads dialogues, each turn by itself as soon as it is said. */
export function createDialogue(
  understand: Understand,
  now: Date,
): (turns: readonly SaidTurn[]) => readonly SlotsAnswer[] {
  return (said) => {
    const dialogue = startDialogue(now)
    return said.map((turn) => dialogue.take(turn, understand(turn.text, dialogue.contextOf(turn), now)))
  }
}

const userOf = ({ user }: SaidTurn): string => `terminal:${user}`

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

function questionAfter({ bot }: SaidTurn, by: string, answer: SlotsAnswer): OpenQuestion | undefined {
  const said = bot?.trim() ?? ''
  if (/^(?:asks: *)?(?:confirm|yes)/.test(said)) return { of: by, asked: { kind: 'yes-or-no' } }
  const asks = said.startsWith('asks:') ? said.slice('asks:'.length).trim() : ''
  if (asks === '') return undefined
  return { of: by, asked: { kind: 'slot', slot: asks, ...requestAskedFor(asks, answer) } }
}

/** What the bot asks for shows what it took the message for, where this reading of it is another. */
function requestAskedFor(slot: string, answer: SlotsAnswer): { readonly intent: string; readonly slots: Slots } {
  const takes = ({ intent }: { readonly intent: string }) => slotsOf(intent).includes(slot)
  const { intent, slots } = takes(answer) ? answer : (answer.alternatives.find(takes) ?? answer)
  return { intent, slots }
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
