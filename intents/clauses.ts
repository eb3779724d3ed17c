import type { Entity, Span } from './entities/entity.ts'

/**
 * `negated` says what is not to be done and `conditional` what hangs on something else: neither is ever a request for a
 * change.
 */
export type Mood = 'plain' | 'negated' | 'conditional'

/** A stretch of the message that can ask for one thing. */
export interface Clause extends Span {
  /** Lower case, without articles; each value found stands as `_slot_`: `deploy _service_ to _environment_`. */
  readonly frame: string
  /** The frame without the polite words around a request: it begins with the verb if the clause is a command. */
  readonly command: string
  readonly mood: Mood
  /** Ends with a question mark. */
  readonly asks: boolean
}

const BOUNDARY =
  /[.!?;:,\n]+(?=\s|$)|\s-+\s|\b(?:so|and) (?=(?:please|pls|can you|could you|let's|go ahead)\b)|\b(?:but|then|instead)\b(?! of\b)|(?<=\b(?:don't|do not|dont|never) [^.!?;,\n]{1,80}) just\b/gi

/**
 * Rules read no further than this in a clause, nor more clauses than this: people ask in less, and rules with several
 * gaps in them stay quick on text made to slow them down.
 */
const CLAUSE_CHARACTERS = 300
const CLAUSES_READ = 60

/** @param values What has been found in the text, without overlaps: these show as `_slot_`. */
export function clausesOf(text: string, values: readonly Entity[]): readonly Clause[] {
  const pieces = splitAtBoundaries(text, values).map((span) => clauseAt(span, text, values))
  const clauses = pieces.filter((clause) => clause.frame !== '').slice(0, CLAUSES_READ)
  return clauses.map((clause, index) => ({ ...clause, mood: moodWithin(clauses, index) }))
}

function splitAtBoundaries(text: string, values: readonly Span[]): readonly Span[] {
  const boundaries = [...text.matchAll(BOUNDARY)].filter(
    (match) => !values.some((value) => match.index >= value.start && match.index < value.end),
  )
  const starts = [0, ...boundaries.map((match) => match.index + match[0].length)]
  return starts.map((start, index) => ({ start, end: boundaries[index]?.index ?? text.length }))
}

function clauseAt(span: Span, text: string, values: readonly Entity[]): Clause {
  const frame = frameOf(span, text, values)
  const command = withoutWrappers(frame)
  return { ...span, frame, command, mood: moodOf(command), asks: text.startsWith('?', span.end) }
}

function frameOf(span: Span, text: string, values: readonly Entity[]): string {
  const inside = values.filter((value) => value.start >= span.start && value.start < span.end)
  let frame = ''
  let at = span.start
  for (const value of [...inside].sort((a, b) => a.start - b.start)) {
    if (value.start < at) continue
    frame += `${text.slice(at, value.start)} _${value.slot}_ `
    at = value.end
  }
  return plain(frame + text.slice(at, Math.max(at, span.end))).slice(0, CLAUSE_CHARACTERS)
}

/** "the rollback …" at the start speaks of one; without its article it would read as an order. */
const SUBJECT =
  /^(?:(?:so|and|but|ok|okay|well|yes|yeah|yep|no|now|also|then|today|yesterday|sadly|luckily) )*(?:the|our|my|your|their|his|her|this|every|each) (?=(?:last |latest |first |whole )?(?:re)?-?(?:deploy|rollback|roll|release|build|restart|revert|push|launch|promotion|lock|freeze|reboot|ship|test|review|scale|retry|start|run)\b)/

const FILLER =
  /\b(?:the|a|an|our|my|please|pls|plz|kindly|quickly|real quick|right away|asap|for me|for us|thanks|thx|basically|maybe|perhaps)\b/g

function plain(frame: string): string {
  return frame
    .toLowerCase()
    .replace(/^[\s/!]+/, '')
    .replace(SUBJECT, ' that ')
    .replace(/\b(how|what|who|where|when)s\b/g, "$1's")
    .replace(/\b(mind|start|begin) (\w+ing)\b/g, (_, before, gerund) => `${before} ${GERUNDS[gerund] ?? gerund}`)
    .replace(FILLER, ' ')
    .replace(/["'](?!\w)|(?<!\w)["']|--+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

const WRAPPERS = [
  /^(?:hey|hi|hello|hiya|yo|ok|okay|k|so|now|and|also|well|right|alright|cool|great|perfect|good|fine|um+|uh+|er+|oh|yes|yeah|yep|sure|no|nope|actually|sorry|just|quick|next|finally|first|today|guys|team|folks|all|everyone|there|shipmate|bot|@\S+|friend|mate|buddy|dear|morning|afternoon|evening|again|later|tonight|go ahead and|be so kind and|be so kind as to|feel free to|make sure to|make sure you|be sure to|remember to|help me(?: to)?|try to|try and|start by|proceed to|proceed and)\b,? ?(?=\S)/,
  /^(?:can|could|would|will|won't|can't|couldn't|wouldn't) (?:you|u|ya|someone|somebody|anyone|anybody|one of you|bot|shipmate)(?: be able to| be so kind as to| possibly| perhaps| maybe| just| also| go ahead and| mind)?\b ?(?=\S)/,
  /^(?:i|we)(?:'d| would|'ll| will)? ?(?:really |just |also )?(?:want|need|like|love|wanna|gotta|have|got)(?: you| it)? to\b ?(?=\S)/,
  /^(?:i|we)(?: would|'d) (?:appreciate|be grateful|be happy) (?:it )?if you (?:could|would|can)?\b ?(?=\S)/,
  /^(?:it would be|it'd be|would be) (?:great|nice|good|lovely|awesome|cool) (?:if you (?:could|would|can)|to)\b ?(?=\S)/,
  /^(?:i was|i'm|i am) (?:wondering|hoping|asking) (?:if )?(?:you (?:could|would|can|might))\b ?(?=\S)/,
  /^(?:if|when|whenever) you (?:could|can|would|don't mind|do not mind|get (?:a )?(?:chance|moment|minute|sec)|have (?:a )?(?:chance|moment|minute|sec|time)|are (?:free|ready)|'re (?:free|ready))\b ?(?=\S)/,
  /^(?:do|would) you mind ?(?=\S)/,
  /^i'd (?:love|like|appreciate) it if you (?:could|would|can)\b ?(?=\S)/,
  /^(?:let's|lets|let us|you can|you could|you may|you need to|you must|time to|it's time to|gotta|please could you|any chance (?:you|we) (?:could|can)|is it possible to|is there any way to|would it be possible to|can we please|can (?:we|i)(?= (?:get|have) _)|could (?:we|i)(?= (?:get|have) _)|if possible|if it's ok|if that's ok)\b ?(?=\S)/,
]

/** A wrapper may hold another ("ok, can you please just …"); more than this is no request but a game. */
const WRAPPERS_PEELED = 8

function withoutWrappers(frame: string): string {
  let command = frame
  for (let peeled = 0; peeled < WRAPPERS_PEELED; peeled++) {
    const wrapper = WRAPPERS.find((pattern) => pattern.test(command))
    if (!wrapper) break
    command = command.replace(wrapper, '')
  }
  return command.trim()
}

/** "would you mind deploying …" asks to deploy; elsewhere the form only tells. */
const GERUNDS: Readonly<Record<string, string>> = {
  deploying: 'deploy',
  redeploying: 'redeploy',
  building: 'build',
  rebuilding: 'rebuild',
  restarting: 'restart',
  rolling: 'roll',
  reverting: 'revert',
  shipping: 'ship',
  releasing: 'release',
  pushing: 'push',
  scaling: 'scale',
  cancelling: 'cancel',
  canceling: 'cancel',
  retrying: 'retry',
  rerunning: 'rerun',
  promoting: 'promote',
  locking: 'lock',
  unlocking: 'unlock',
  approving: 'approve',
  rejecting: 'reject',
  running: 'run',
  showing: 'show',
  giving: 'give',
  telling: 'tell',
  checking: 'check',
  listing: 'list',
  scheduling: 'schedule',
}

const NEGATED =
  /^(?:please )?(?:don't|dont|do not|never|not|no need to|needn't|nobody|no one|let's not|lets not|shouldn't|should not|(?:i|we|you|they)(?:'d| would| really)? ?(?:don't|do not|shouldn't|should not|didn't|did not|won't|will not|can't|cannot|must not|mustn't|never|rather not|asked not)|rather not|hold off|avoid|rather than|instead of|without|in no case|under no circumstances|refrain|stop (?:deploying|rolling|shipping|restarting|building))\b/
const CONDITIONAL =
  /^(?:if|when|once|unless|after|until|till|in case|suppose|supposing|assuming|imagine|whenever|as soon as|before|what if)\b(?! you (?:could|can|would|get|have|don't|do not|are|have time))/
const CONDITION_WITHIN =
  /\b(?:if|once|unless|when|as soon as|after|provided|assuming)\b(?! (?:you (?:can|could|would|get|have|don't|are)|possible|that's ok|it's ok|ready$|needed$|necessary$))/
const RETRACTED =
  /^(?:(?:no |wait )?(?:never ?mind|nvm|scratch that|just kidding|jk|kidding|forget it|forget that|ignore that|not!?|don't|dont|do not|on second thoughts?|i take that back|changed my mind|i changed my mind))$/

function moodOf(command: string): Mood {
  if (NEGATED.test(command)) return 'negated'
  return CONDITIONAL.test(command) || CONDITION_WITHIN.test(command) ? 'conditional' : 'plain'
}

/** A condition at the front governs what follows it, and a retraction at the end what precedes it. */
function moodWithin(clauses: readonly Clause[], index: number): Mood {
  const [own, before] = [clauses[index], clauses[index - 1]]
  if (!own) return 'plain'
  if (clauses.slice(index + 1).some((later) => RETRACTED.test(later.command))) return 'negated'
  if (own.mood === 'plain' && before && CONDITIONAL.test(before.command)) return 'conditional'
  return own.mood
}
