import type { Catalog } from '../../domain/catalog.ts'
import type { Turn } from '../../domain/understanding.ts'
import { saysToChange } from '../investigate/is-open-question.ts'
import { asksAddress } from './address.ts'
import { asksApprovers } from './approvers.ts'
import { asksCanary, asksToMoveCanary, mentionsCanary } from './canary-words.ts'
import { asksComparison } from './comparison.ts'
import { asksDeployment } from './deployment.ts'
import { asksDuration } from './duration.ts'
import type { AskedAbout, AskedFact, ToldFact } from './fact.ts'
import { asksGates } from './gates.ts'
import { asksLive } from './live.ts'
import { asksPlaces } from './places.ts'
import { type PlainQuestion, plainQuestion } from './plain-question.ts'
import { asksPlanRisk } from './plan-risk.ts'
import { asksReplicas } from './replicas.ts'
import { asksRights } from './rights.ts'
import { asksVersions } from './versions.ts'

export interface AskedText {
  readonly text: string
  readonly catalog: Catalog
  /** The person's own earlier turns, oldest first: what “it” is. */
  readonly turns: readonly Turn[]
  /** A plan waits for this person's answer in this thread. */
  readonly isPlanOpen: boolean
}

/** Pure: the facts that a message asks for, by its words alone. Of several questions in it, each must ask for one. */
export function askedFacts(asked: AskedText): readonly AskedFact[] {
  const parts = asked.text.split(PARTS).filter((part) => /\p{L}/u.test(part))
  const facts = parts.length > 1 && parts.length <= MOST_QUESTIONS ? factsIn(parts, asked) : []
  if (facts.length > 0) return facts
  const fact = asksMore(parts, asked) ? undefined : askedFact(asked)
  return fact ? eachNamed(fact, asked) : []
}

/** These are about all that is named, or about nothing that is. */
const ABOUT_ALL_NAMED: ReadonlySet<AskedFact['kind']> = new Set(['comparison', 'rights', 'live', 'plan-risk', 'places'])

/** “who can deploy to staging and production?” asks for each of them. */
function eachNamed(fact: AskedFact, { text, catalog }: AskedText): readonly AskedFact[] {
  const { services = [], environments = [] } = plainQuestion(text, catalog) ?? {}
  const each = severalOf(services).flatMap((service) =>
    severalOf(environments).map((environment) => ({
      ...fact,
      about: { ...fact.about, ...(service && { service }), ...(environment && { environment }) },
    })),
  )
  return ABOUT_ALL_NAMED.has(fact.kind) || each.length > MOST_QUESTIONS ? [fact] : each
}

/** One name is in the fact already. */
const severalOf = (named: readonly string[]): readonly (string | undefined)[] =>
  named.length > 1 ? named : [undefined]

/** A question beside it that is for no fact; “and when” alone goes with what it follows. */
function asksMore(parts: readonly string[], asked: AskedText): boolean {
  return parts.length > 1 && parts.some((text) => QUESTION.test(text.trim()) && !askedFact({ ...asked, text }))
}

const QUESTION =
  /^(?:and |but |also )?(?:who|what|when|where|why|how|which|is|are|does|do|did|can|will|wer|was|wann|warum|wie)\b.* \S/i

const PARTS = /[?;\n]+|[,.]? (?:and|und|y) (?=(?:who|when|how|what|which|where|wer|wann|wie|welche|wo)\b)/i

/** What asks for more is pasted. */
const MOST_QUESTIONS = 4

/** None, where one of the parts asks for no fact. “How long did it take?” is about what the part before it named. */
function factsIn(parts: readonly string[], asked: AskedText): readonly AskedFact[] {
  let turns = asked.turns
  const facts: AskedFact[] = []
  for (const text of parts) {
    const fact = askedFact({ ...asked, text, turns })
    if (!fact) return []
    facts.push(fact)
    const { service, environment } = fact.about
    turns = [
      { by: '', intent: '', at: '', slots: { ...(service && { service }), ...(environment && { environment }) } },
    ]
  }
  return facts
}

/** Pure: the one fact that a text asks for; undefined when it asks for none. */
export function askedFact({ text, catalog, turns, isPlanOpen }: AskedText): AskedFact | undefined {
  const question = plainQuestion(text, catalog)
  if (!question) return undefined
  const asked =
    asksToMoveCanary(question) ??
    // A request with a question beside it is not to be answered by half.
    (saysToChange(text) ? undefined : asksForOne(question, isPlanOpen))
  return asked && { ...asked, about: askedAbout(question, asked.kind, catalog, turns) }
}

/** Pure: the canary that a text speaks of, where nothing else is sure about it. */
export function mentionedCanary({ text, catalog, turns }: Omit<AskedText, 'isPlanOpen'>): ToldFact | undefined {
  const question = plainQuestion(text, catalog)
  const mentioned = question && mentionsCanary(question)
  return mentioned && { ...mentioned, about: askedAbout(question, mentioned.kind, catalog, turns) }
}

/** In the order of how much their words say: "how long", "when" and "who" before a mere name. */
function asksForOne(question: PlainQuestion, isPlanOpen: boolean) {
  return (
    asksPlanRisk(question, isPlanOpen) ??
    asksGates(question) ??
    asksReplicas(question) ??
    asksCanary(question) ??
    asksLive(question) ??
    asksRights(question) ??
    asksApprovers(question) ??
    asksComparison(question) ??
    asksDuration(question) ??
    asksDeployment(question) ??
    asksPlaces(question) ??
    asksVersions(question) ??
    asksAddress(question)
  )
}

const POINTS = /\b(?:it|its|this|that|(?<!are )there(?! are))\b/

/** These are about all that there is, unless a place is named. */
const ABOUT_ALL: ReadonlySet<AskedFact['kind']> = new Set(['rights', 'holders', 'approvers', 'live'])

/** A name that is missing is the one “it” stands for; the only service need not be named. */
function askedAbout(
  question: PlainQuestion,
  kind: AskedFact['kind'],
  { services }: Catalog,
  turns: readonly Turn[],
): AskedAbout {
  const { words, version, task } = question
  const points = POINTS.test(words)
  const before = points ? turns.at(-1)?.slots : undefined
  const only = services.length === 1 && !ABOUT_ALL.has(kind) ? services[0]?.id : undefined
  const service = onlyOne(question.services) ?? textOf(before?.service) ?? only
  const environment = onlyOne(question.environments) ?? textOf(before?.environment)
  const unknown = unknownName(words)
  return {
    ...(service !== undefined && { service }),
    ...(environment !== undefined && { environment }),
    ...(version !== undefined && { version }),
    ...(task !== undefined && { task }),
    ...(points && { pointing: true as const }),
    ...(unknown !== undefined && { unknown }),
  }
}

/** Of two names, each is asked about. */
const onlyOne = (named: readonly string[]): string | undefined => (named.length === 1 ? named[0] : undefined)

const textOf = (value: string | number | undefined): string | undefined =>
  value === undefined ? undefined : String(value)

const BEFORE_A_NAME =
  /\b(?:of|in|on|to|for|from|von|auf|de|en)(?: the| our| my| der| die| la| el)? ([\p{L}][\p{L}\p{N}_-]*)/gu
const NO_NAMES: ReadonlySet<string> = new Set(
  [
    'SERVICE ENVIRONMENT VERSION TASK it its this that these there here me us you them the a an',
    'last latest newest current recent most previous deploy deploys deployed deployment deployments release releases',
    'rollback rollout version versions service services app apps site canary environment environments envs all each',
    'every everyone everybody users user traffic requests today now run live whom which what do deploying ship choose',
    'approve letzten letzte letzter dem den das ultima ultimo despliegue entornos servicios versiones',
  ].flatMap((line) => line.split(' ')),
)

/** A word that stands where a name would and is none of the catalog. */
function unknownName(words: string): string | undefined {
  return [...words.matchAll(BEFORE_A_NAME)].map(([, word = '']) => word).find((word) => !NO_NAMES.has(word))
}
