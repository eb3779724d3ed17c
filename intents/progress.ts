import type { Turn } from '../src/domain/understanding.ts'
import { effectOf, intents } from './catalog.ts'
import type { Reading } from './reading.ts'
import type { Guess } from './rules/classify.ts'

const ASKS_PROGRESS =
  /^(?:(?:and|so|ok|well|hey) )*(?:(?:is|has) (?:it|that|everything|all) (?:failed|succeeded|worked|passed|crashed|gone wrong|done|finished|ready|complete|completed|through|up|live|out|still running|gone through)(?: yet| now)?|did (?:it|that) (?:work|finish|succeed|go through|pass|fail)|how(?: is|'s|s| did| does| are|'re)? (?:it|that|this|things|that one|this one)(?: now| all)? (?:going|go|coming(?: along)?|getting on|progressing|look|looking|doing)(?: so far| now| there| over there| today)?|(?:is|are) (?:it|we) there yet|where are we(?: with (?:it|that|this))?|how far (?:is (?:it|that|this)|along is (?:it|that|this)|are we)(?: now| along)?|still (?:running|going|building|deploying)|(?:it |that |all )?(?:done|finished|ready|complete|completed|through|live|out|over)(?: yet| already| now)?|(?:is |has |did )?(?:build|deploy|deployment|release|rollout|roll-out|task|workflow|run)(?: has| is)? (?:done|finished?|ready|complete|completed|through|over|gone through|go through|work|succeed|green|ok)(?: yet| now| already)?|(?:is it |has it been )?(?:deployed|built|shipped|released|rolled out|promoted)(?: yet| already| now)|(?:(?:what's|what is|give me|show me|show) )?(?:current )?(?:status|state)(?: of (?:it|that|this))?(?: now)?|(?:any )?(?:progress|news|update|updates|luck)(?: yet| so far)?(?: on (?:it|that))?)$/

/** Of a service that was restarted it asks how the service is. */
const ASKS_STATE = /\b(?:look|looking|doing)\b/
const GOES_ON_FOR_A_WHILE: ReadonlySet<string> = new Set(['build', 'deploy', 'rollback', 'task', 'workflow', 'change'])

/** "build finished?" after a deployment asks for no deployment. */
const NAMED =
  /\b(?:build|built|deploy(?:ment|ed)?|release|released|rollout|roll-out|rolled out|shipped|promoted|task|workflow|run)\b/
const NAMES_OF: Readonly<Record<string, RegExp>> = {
  build: /^buil/,
  deploy: /^(?:deploy|release|roll|ship|promot)/,
  task: /^task/,
  workflow: /^(?:workflow|run)/,
}

/** Without a verb only the question mark or "yet" tells a question from a report. */
const BARE =
  /^(?:(?:and|so|ok|well|hey|it|that|all|build|deploy|deployment|release|rollout|task|workflow|run) )*(?:deployed|built|shipped|released|rolled out|promoted|done|finished|ready|complete|completed|through|live|out|over)\b/

/** "and? is it out?" */
const ONLY_OPENS = /^(?:(?:and|so|ok|okay|well|hey|hm+)(?: |$))+$/

/** "is it done?" asks about the work that was asked for before, not about the service it was for. */
export function progress({ clauses, text }: Reading, last: Turn): Guess | undefined {
  const [clause, ...others] = clauses.filter(({ frame }) => !ONLY_OPENS.test(frame))
  if (!clause || others.length > 0 || !ASKS_PROGRESS.test(clause.frame)) return undefined
  const isBare = BARE.test(clause.frame)
  if (isBare && !clause.asks && !/\b(?:yet|already)\b/i.test(text)) return undefined
  const [domain = '', verb] = last.intent.split('.')
  const named = NAMED.exec(clause.frame)?.[0]
  if (named !== undefined && !(NAMES_OF[domain] ?? /^$/).test(named)) return undefined
  if (ASKS_STATE.test(clause.frame) && !GOES_ON_FOR_A_WHILE.has(domain)) return undefined
  if (effectOf(last.intent) === 'read' && verb !== 'status') return undefined
  const own = `${domain}.status`
  const intent = intents.has(own) ? own : 'deploy.status'
  return { intent, confidence: 0.85 }
}
