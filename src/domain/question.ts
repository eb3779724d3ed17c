import type { Stored } from './event.ts'
import type { GroupId, ThreadId, UserId } from './ids.ts'
import type { Language } from './language.ts'
import type { StructuredRequest } from './structured-request.ts'
import type { TellOn } from './tell-on.ts'
import type { Slots } from './understanding.ts'

export interface QuestionChoice {
  readonly button: string
  readonly value: string
  /** What it asks for, where the question is what the person wants at all. */
  readonly request?: StructuredRequest
}

export interface AskedQuestion {
  readonly question: string
  readonly thread: ThreadId
  /** Only this person may answer. */
  readonly by: UserId
  readonly groups: readonly GroupId[]
  /** What that person speaks; absent: English. */
  readonly language?: Language
  /** What the person wanted, and what of it is known. */
  readonly intent: string
  readonly slots: Slots
  /** The slot that the answer fills. */
  readonly slot: string
  readonly prompt: string
  /** Empty when there are too many for buttons; then the answer is typed. */
  readonly choices: readonly QuestionChoice[]
  /** The language model that read the request, if one did. */
  readonly model?: string
  /** One small line under the question, such as who read the request. */
  readonly note?: string
  /** The message under which a thought was shown: the question takes its place in the thread. */
  readonly inPlaceOf?: string
  /** What of the request was not said in it, as a sentence: whatever is answered, it is confirmed in the end. */
  readonly carried?: string
  /** Who else is told how what is asked for ends. */
  readonly tell?: readonly UserId[]
  /** Of which end; absent: of any. */
  readonly tellOn?: TellOn
  /** Every choice is wanted: once one is taken, the others are asked about next. */
  readonly several?: true
  /** Why it is asked once more, as a sentence. */
  readonly again?: string
  /** Absent from questions of older versions, which are over. */
  readonly expiresAt?: string
}

/** Stands in place of a slot when the question is what the person wants at all; its choices are whole requests. */
export const REQUEST = 'request'

/** What a choice asks for. Undefined for a whole request of an older version, which only its words say. */
export function requestChosen(
  { intent, slot, slots }: Pick<AskedQuestion, 'intent' | 'slot' | 'slots'>,
  { value, request }: Omit<QuestionChoice, 'button'>,
): StructuredRequest | undefined {
  if (request) return request
  return slot === REQUEST ? undefined : { intent, slots: { ...slots, [slot]: value } }
}

/** A question the bot has asked because something it needs was not said. Stream `question-<id>`. */
export type QuestionEvent =
  | ({ readonly type: 'question.asked' } & AskedQuestion)
  | { readonly type: 'question.answered'; readonly question: string; readonly by: UserId; readonly value: string }
  | {
      readonly type: 'question.dropped'
      readonly question: string
      /** As a sentence, where it is not what its person has said since. */
      readonly reason?: string
    }

export interface Question extends AskedQuestion {
  readonly state: 'open' | 'answered' | 'dropped'
  readonly answer?: string
  /** Why it was dropped, where that is known. */
  readonly reason?: string
  readonly askedAt: string
}

/** An open question whose time is over. */
export function isOverdue({ state, expiresAt, askedAt }: Question, now: Date): boolean {
  return state === 'open' && now.getTime() >= Date.parse(expiresAt ?? askedAt)
}

export function questionStream(question: string): string {
  return `question-${question}`
}

export function evolveQuestion(
  before: Question | undefined,
  { body, at }: Pick<Stored<QuestionEvent>, 'body' | 'at'>,
): Question | undefined {
  switch (body.type) {
    case 'question.asked': {
      const { type: _, ...asked } = body
      return { ...asked, state: 'open', askedAt: at }
    }
    case 'question.answered':
      return before && { ...before, state: 'answered', answer: body.value }
    case 'question.dropped':
      return before && { ...before, state: 'dropped', ...(body.reason !== undefined && { reason: body.reason }) }
  }
}
