import { type Entity, type EntityFinder, findAll } from './entity.ts'

interface Choices {
  readonly values: readonly (readonly [value: string, pattern: RegExp])[]
  /** Matches where any of them does: most texts hold none. */
  readonly any: RegExp
}

function choices(patterns: Readonly<Record<string, RegExp>>): Choices {
  const sources = Object.values(patterns).map(({ source }) => source)
  return { values: Object.entries(patterns), any: new RegExp(sources.join('|'), 'i') }
}

const STRATEGIES = choices({
  'no-cache':
    /\b(?:no[ -]?cache|without (?:the |any )?cach(?:e|ing)|un-?cached|(?:skip|skipping|ignore|ignoring|bypass|bypassing|clear|bust)(?: the)? cache|clean build|from (?:a )?(?:scratch|clean))\b/gi,
  cache:
    /\b(?:with (?:the )?(?:cache|caching)|us(?:e|ing) (?:the )?cache|cached(?! (?:layers?|images?|data|packages?|files?|pages?|copies|copy|versions?|stuff))|warm cache)\b/gi,
  'blue-green': /\bblue(?:[ /-]|[ -]and[ -]|)green\b/gi,
  rolling:
    /\brolling(?!(?: \S{1,60}){0,4}? (?:back|out)\b)(?: (?:update|deploy|deployment|strategy|release|upgrade))?\b/gi,
  canary: /\bcanary\b(?! ring)(?: (?:deploy|deployment|release|strategy))?/gi,
  recreate: /\brecreate\b/gi,
})

const STATES = choices({
  pending:
    /\b(?:pending|(?:waiting|wait) (?:for|on) (?:an? )?(?:approval|sign-?off|review)|awaiting (?:approval|sign-?off)|outstanding|unapproved|need(?:s|ing)? (?:an )?approval)\b/gi,
  succeeded: /\b(?:succeeded|successful|successes|passed|successfully)\b/gi,
  failed: /\b(?:failed|failing|failures?|broken|unsuccessful|errored|red)\b/gi,
  running: /\b(?:running|in progress|in flight|active|ongoing|still going|executing|underway)\b/gi,
  queued: /\b(?:queued|in (?:the )?queue|waiting|enqueued)\b/gi,
  cancelled: /\b(?:cancell?ed|aborted)\b/gi,
  open: /\b(?:open|unresolved)\b/gi,
  resolved: /\b(?:resolved|closed)\b/gi,
})

const METRICS = choices({
  error_rate: /\b(?:error[ _-]?rates?|errors?|failure rate|5xx(?:s| rate)?|500s)\b/gi,
  latency: /\b(?:latency|latencies|response times?|p50|p90|p95|p99|slow(?:er)?|laggy|response speed)\b/gi,
  throughput: /\b(?:throughput|requests? per (?:second|minute)|rps|qps|request rate)\b/gi,
  saturation: /\b(?:saturation|saturated)\b/gi,
  availability: /\b(?:availability|uptime)\b/gi,
  cpu: /\b(?:cpu|processor)(?: usage| load| utili[sz]ation)?\b/gi,
  memory: /\b(?:memory|ram|mem)(?: usage| consumption| utili[sz]ation)?\b/gi,
  traffic: /\b(?:traffic|request volume|hits|number of requests)\b/gi,
})

export const findStrategies: EntityFinder = ({ text }) => findChoices('strategy', STRATEGIES, text)
export const findStates: EntityFinder = ({ text }) => findChoices('state', STATES, text)
export const findMetrics: EntityFinder = ({ text }) => findChoices('metric', METRICS, text)

export const findSeverities: EntityFinder = ({ text }) =>
  findAll(text, /\b(?:sev(?:erity)?(?:[ -]|[=:] ?)?|p)([1-4])\b/gi, 'severity', ([, level]) => `sev${level}`)

/** After tests were asked for, the word alone says which. */
const SUITE_ALONE =
  /\b(unit|integration|e2e|end[ -]to[ -]end|smoke|regression|load|performance|acceptance|contract|ui)\b/gi
const suiteOf = ([, ...found]: RegExpExecArray) => {
  const suite = found.find((word) => word !== undefined)?.toLowerCase()
  return suite?.startsWith('end') ? 'e2e' : suite
}

export const findSuites: EntityFinder = ({ text, turns }) =>
  turns[0]?.intent === 'test.run' ? findAll(text, SUITE_ALONE, 'suite', suiteOf) : findSuitesNamed(text)

const findSuitesNamed = (text: string) =>
  findAll(
    text,
    /\b(unit|integration|e2e|end[ -]to[ -]end|smoke|regression|load|performance|acceptance|contract|ui)(?=[ -](?:tests?|suites?|checks?)\b)|(?<=\b(?:run|rerun|execute|kick off|start|trigger|do|fire|launch|repeat)(?: the| our| full| all| just| only){0,2} )(unit|integration|e2e|smoke|regression|acceptance)(?= (?:on|for|of|against|over)\b)|(?<=^(?:(?:and|now|just|then|also|no|sorry) )+(?:the )?)(unit|integration|e2e|smoke|regression)(?=(?: too| as well| ones?| instead)?\W*$)/gi,
    'suite',
    ([suite]) => (/^end/i.test(suite) ? 'e2e' : suite.toLowerCase()),
  )

function findChoices(slot: string, { values, any }: Choices, text: string): readonly Entity[] {
  return any.test(text) ? values.flatMap(([value, pattern]) => findAll(text, pattern, slot, () => value)) : []
}
