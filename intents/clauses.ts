import { isForSomebodyElse } from './addressee.ts'
import { type Mood, moodOf, moodWithin } from './clause-mood.ts'
import type { Entity, Span } from './entities/entity.ts'
import { matchesOf } from './matches.ts'
import { withoutWrappers } from './wrappers.ts'

/** A stretch of the message that can ask for one thing. */
export interface Clause extends Span {
  /** Lower case, without articles; each value found stands as `_slot_`: `deploy _service_ to _environment_`. */
  readonly frame: string
  /** The frame without the polite words around a request: it begins with the verb if the clause is a command. */
  readonly command: string
  readonly mood: Mood
  /** What divides it from the clause before: punctuation or a word, empty at the start. */
  readonly divider: string
  /** Ends with a question mark. */
  readonly asks: boolean
}

const BOUNDARY =
  /[.!?;:,\n]+(?=\s|$)|\s-+\s|\b(?:so|and) (?=(?:please|pls|can you|could you|let's|go ahead)\b)|\bso (?=(?:just |now )?(?:deploy|ship|push|promote|roll|revert|restart|scale|lock|unlock|cancel|retry|show|build|rebuild|approve|reject|close|run|release|open)\b)|\b(?:but|then|instead)\b(?! of\b)|\b(?:und|y) (?=(?:ya )?(?:l[oa]s? (?:necesito|quiero)|hay que|habr[ií]a que|me gustar[ií]a|necesito|quisiera|sigo sin|no s[eé] |toca |por favor|porfa|bitte|gehört|muss |müsste|sollte |kann (?:weg|zu)|darf ))|(?<=\b(?:don't|do not|dont|never) [^.!?;,\n]{1,80}) just\b/gi

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
  const isOthers = isForSomebodyElse(text, values)
  const read: Clause[] = []
  clauses.forEach((clause, index) => {
    const own = moodWithin(clause, read.at(-1), clauses.slice(index + 1))
    const mood = isOthers && own === 'plain' ? 'reported' : own
    read.push(mood === clause.mood ? clause : { ...clause, mood })
  })
  return read
}

interface Piece extends Span {
  readonly divider: string
}

function splitAtBoundaries(text: string, values: readonly Span[]): readonly Piece[] {
  const dividers = matchesOf(text, BOUNDARY)
    .map((match) => ({ divider: match[0].trim(), start: match.index, end: match.index + match[0].length }))
    .filter(({ start }) => !values.some((value) => start >= value.start && start < value.end))
  return [{ divider: '', end: 0 }, ...dividers].map(({ divider, end }, index) => ({
    divider,
    start: end,
    end: dividers[index]?.start ?? text.length,
  }))
}

function clauseAt(piece: Piece, text: string, values: readonly Entity[]): Clause {
  const frame = frameOf(piece, text, values)
  const command = withoutWrappers(frame)
  const asks = text.startsWith('?', piece.end)
  return { ...piece, frame, command, mood: moodOf(command, frame), asks }
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

/** Whole words: `día` ends in no article. */
const FILLER =
  /(?<![\p{L}\p{N}_])(?:the|a|an|our|my|please|pls|plz|kindly|quickly|real quick|right away|asap|for me|for us|thanks|thx|basically|maybe|perhaps)(?![\p{L}\p{N}_])/gu

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
  putting: 'put',
  getting: 'get',
  bringing: 'bring',
  moving: 'move',
  taking: 'take',
  opening: 'open',
  closing: 'close',
  creating: 'create',
  adding: 'add',
  removing: 'remove',
  deleting: 'delete',
  bouncing: 'bounce',
  fetching: 'fetch',
  freezing: 'freeze',
  reviewing: 'review',
  generating: 'generate',
  resolving: 'resolve',
}

function plain(frame: string): string {
  return frame
    .toLowerCase()
    .replace(/^[\s/!(¿¡]+/, '')
    .replace(SUBJECT, ' that ')
    .replace(/\b(how|what|who|where|when)s\b/g, "$1's")
    .replace(/\b(mind|start|begin|with) (\w+ing)\b/g, (_, before, gerund) => `${before} ${GERUNDS[gerund] ?? gerund}`)
    .replace(FILLER, ' ')
    .replace(/["'](?!\w)|(?<!\w)["']|--+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
