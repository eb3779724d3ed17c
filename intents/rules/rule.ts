import type { Clause } from '../clauses.ts'
import { anyOf, OTHER_LANGUAGES } from '../languages.ts'
import { memoizePerClause } from '../memoize-per-clause.ts'
import type { Reading } from '../reading.ts'

/** One way people put a request. */
export interface Rule {
  readonly intent: string
  /** From 0 to 1; the surest matching rule wins. */
  readonly confidence: number
  readonly matches: (said: Said) => boolean
  /** The message says nothing else, so nothing weighs against it. */
  readonly whole?: true
}

/** A message in the forms that rules look for, worked out once for all of them. */
export interface Said {
  readonly reading: Reading
  /** What may be an order: clauses in plain mood that tell no story. */
  readonly commands: readonly string[]
  /** What may be a question, with and without the polite words around it. */
  readonly questions: readonly string[]
  /** Whatever is not denied. */
  readonly statements: readonly string[]
  /** The words of a short message. */
  readonly whole: string | undefined
}

export function saidIn(reading: Reading): Said {
  const { clauses, text } = reading
  return {
    reading,
    commands: clauses.filter((clause) => clause.mood === 'plain' && !tells(clause)).map(({ command }) => command),
    questions: clauses.filter(isQuestion).flatMap(framesOf),
    statements: clauses.filter(({ mood }) => mood !== 'negated').map(({ frame }) => frame),
    whole: text.length <= WHOLE_MESSAGE_CHARACTERS ? wordsSaid(text) : undefined,
  }
}

function isQuestion(clause: Clause, index: number, clauses: readonly Clause[]): boolean {
  return clause.mood !== 'negated' && !isPremise(clause, clauses[index + 1]) && isAsked(clause)
}

/** Words after which a sentence tells of something that happened instead of asking for it. */
const TELLS =
  /\b(?:went|was|were|wasn't|broke|breaks|took|takes|caused|causes|has|had|hasn't|is|isn't|are|aren't|looks?|looked|seems?|seemed|worked|works|finished|happened|happens|fails|crashed|always|never|scares?|feels?|felt|makes|made|will be|would be|sounds|sucks|rocks|keeps|kept|took|blew)\b/

const holds = (frames: readonly string[], pattern: RegExp, unless?: RegExp): boolean =>
  frames.some((frame) => pattern.test(frame) && !unless?.test(frame))

/**
 * A clause that begins with its verb in the plain form. Only such a clause asks for a change: a sentence about a
 * deployment has its verb elsewhere.
 */
export function command(intent: string, confidence: number, pattern: RegExp, unless?: RegExp): Rule {
  return { intent, confidence, matches: ({ commands }) => holds(commands, pattern, unless) }
}

/** Tells a story instead of asking for something. */
export const tells = memoizePerClause((clause) => TELLS.test(withoutRelative(clause.command)))

/** "what is on staging" and "which has failed" name a thing; they do not tell a story. */
function withoutRelative(command: string): string {
  return command.replace(/\b(?:what|which|that|whatever)(?:'s| is| was| has| are| were| had)\b/g, ' ')
}

const ASKING =
  /^(?:show|list|display|give|get|tell|what|what's|whats|which|how|how's|hows|is|isn't|are|aren't|any|anything|anyone|let me|let|see|view|check|look|pull|fetch|find|do|did|does|didn't|where|where's|when|when's|has|have|hasn't|who|who's|whos|why|can|could|may|am|should|need|report|summari[sz]e|print|dump|tail|open|status|read|explain|describe|grab|i (?:only |just |really )*want|i (?:only |just |really )*need|i'd like|we need|want|curious|everything|wondering|i wonder|i'm curious|give|bring|put up|know|hear|find out|verify|make sure|query|inspect|compare|preview|search|monitor|watch|ping|update me|details|info|was|were|will|would|i'd love|remind|talk me|walk me|run me|catch me|fill me|keep me|i am|i'm)\b/
const FINITE =
  /\b(?:is|are|was|were|went|has|had|have|needs|wants|takes?|looks?|looked|seems?|took|broke|failed us|did not|will|would|did|does|do|makes?|should|must|went|i|we|he|she|they|you)\b/
const ACTS = new RegExp(String.raw`(?<![\p{L}])${anyOf(OTHER_LANGUAGES.flatMap(({ acts }) => acts))}(?![\p{L}])`, 'u')
/** A request without a verb ("payments logs", "last 5 deploys") is short. */
const NOMINAL_WORDS = 8

/** A question, a request to be shown something, or just the name of the thing wanted. */
export function question(intent: string, confidence: number, pattern: RegExp, unless?: RegExp): Rule {
  return { intent, confidence, matches: ({ questions }) => holds(questions, pattern, unless) }
}

/** "when the build is green, deploy …" asks nothing about the build. */
function isPremise(clause: Clause, next: Clause | undefined): boolean {
  return (
    next !== undefined && next.divider === ',' && /^(?:if|once|when|unless|as soon as|after|until)\b/.test(clause.frame)
  )
}

/** "can you check if …" asks whatever "check if …" asks. */
function framesOf(clause: Clause): readonly string[] {
  return clause.frame === clause.command ? [clause.frame] : [clause.frame, clause.command]
}

const OPINION =
  /\b(?:you think|your (?:opinion|view|favou?rite)|do you (?:like|feel|prefer)|favou?rite|i guess|i think)\b/

/** A question, a request to be told something, or the bare name of what is wanted. */
const isAsked = memoizePerClause((clause) => {
  if (OPINION.test(clause.frame)) return false
  if (clause.asks || ASKING.test(clause.command) || ASKING.test(clause.frame)) return true
  return clause.frame.split(' ').length <= NOMINAL_WORDS && !FINITE.test(clause.frame) && !ACTS.test(clause.frame)
})

/** A clause that says so in whatever form; for intents that no sentence about work could set off by accident. */
export function statement(intent: string, confidence: number, pattern: RegExp): Rule {
  return { intent, confidence, matches: ({ statements }) => holds(statements, pattern) }
}

/** A greeting or a yes is short; these patterns try many divisions of the text, so it is also kept short for them. */
const WHOLE_MESSAGE_CHARACTERS = 120

/** The message says nothing but this. */
export function wholeMessage(intent: string, confidence: number, pattern: RegExp): Rule {
  return { intent, confidence, whole: true, matches: ({ whole }) => whole !== undefined && pattern.test(whole) }
}

function wordsSaid(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'+-]+/gu, ' ')
    .trim()
}
