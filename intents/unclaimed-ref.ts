import type { Slots } from '../src/domain/understanding.ts'
import type { DoubtfulName } from './entities/entity.ts'
import { EVERYDAY_ELSEWHERE } from './languages.ts'
import { isOrdinary } from './ordinary-words.ts'
import type { Reading } from './reading.ts'
import { versionInWords } from './version-words.ts'

/** Requests that go by the newest commit, or the release before, when no version is named. */
const VERSIONED: ReadonlySet<string> = new Set([
  'deploy.start',
  'deploy.schedule',
  'deploy.promote',
  'build.start',
  'rollback.start',
  'change.submit',
])

/** Words that stand about there without naming a version. */
const FILLERS: ReadonlySet<string> = new Set(
  (
    'service app application release version build please pls now again once more back up out over straight directly ' +
    'right away immediately quickly asap today tonight just only go it the our a an this that and also then too ' +
    'deployment deploy branch tag commit at of soon later first finally already live everywhere here there still really right ' +
    'fast quick tomorrow folks team guys everyone mate thanks thx ok okay maybe today already live as well while ' +
    'him her them their your ours yours'
  ).split(' '),
)
/** "roll back payments carefully", "schnell", "ya": how and when, and everyday words of other languages. */
function isFiller(word: string): boolean {
  const plain = word.toLowerCase()
  return FILLERS.has(plain) || EVERYDAY_ELSEWHERE.has(plain) || (plain.endsWith('ly') && isOrdinary(plain))
}

/** What follows one of these says how or why, not which. */
const SAYS_HOW =
  /^(?:to|with|without|for|from|by|using|via|because|since|after|before|when|while|if|as|so|until|unless|in|on|at|not|but|except|rather|instead|never|unlike|other|leave|leaving)\b/i
/** "payments and bump it to live", "payments which runs on staging": something else starts after the service. */
const BEGINS_ANEW = /^(?:and|then|but|so|or|which|that|who|where|y|und|pero|aber|dann|luego)\b/i
/** "payments needs to be deployed to staging": what stands between is the request itself. */
const IS_VERB =
  /\b(?:deployed|shipped|released|rolled|pushed|promoted|built|installed|live|could|can|will|would|may|might|wants?|needs?|should|must|has|have|had|be|is|are|was|were|does|did|gets?|goes|got|went|looks?|looked|seems?|seemed|feels?|behaves?|behaved|works?|worked|runs?|ran|sits?|passed|passes|survived|proved|holds?|held|stands|stays|stayed|served|serves|broke|breaks|finished|baked|soaked)\b/i
/** A word on its own at the end is a version only if it looks like one: "deploy mail folks" is no branch. */
const LOOKS_LIKE_VERSION = /^[^\s]*[\d./_$-][^\s]*$/

/**
 * A word in the place of a version that is no version by its form. It must not be passed over: the newest commit would
 * ship instead of what was meant. As a ref it is looked up, and if there is none the person is told so.
 */
export function unclaimedRef(intent: string, reading: Reading, slots: Slots): string | undefined {
  if (!VERSIONED.has(intent)) return undefined
  const pullRequest = pullRequestIn(reading)
  // The newest of a pull request is its own, not that of the service.
  if (slots.ref !== undefined) return slots.ref === 'latest' ? pullRequest : undefined
  return (
    pullRequest ??
    doubtedElsewhere(reading, slots) ??
    besideTheService(reading) ??
    ofTheService(reading) ??
    versionInWords(intent, reading)
  )
}

/** "deploy PR 42 of mail to staging", "deploy #42", "deploy https://github.com/acme/mail/pull/42". */
const PULL_REQUEST =
  /\bhttps?:\/\/[\w.-]+(?::\d{1,5})?(?:\/[\w.-]{1,100}){2,10}\/(?:pull|merge_requests)\/\d{1,9}\b|\b(?:pr|mr|pull[ -]request|merge[ -]request)(?: number)?[ #!-]{0,3}(\d{1,9})\b|(?<![\p{L}\p{N}&#!/])(?<!\b(?:task|job|change|incident|run|ticket|issue|build|number|ring|bug|cr|chg) ?)[#!](\d{1,9})(?![\p{L}\p{N}.-])/iu

function pullRequestIn({ text }: Reading): string | undefined {
  const [whole, named, bare] = PULL_REQUEST.exec(text) ?? []
  const number = named ?? bare
  return number === undefined ? whole : `#${Number(number)}`
}

/** "roll back mail on production to hotfix2": the environment is known, so this is none. */
function doubtedElsewhere({ doubts, clauses, entities }: Reading, slots: Slots): string | undefined {
  const service = entities.find(({ slot }) => slot === 'service')
  const clause = service && clauses.find(({ start, end }) => service.start >= start && service.start < end)
  // A city of which the sentence before tells is no version.
  const isBesideIt = ({ start }: DoubtfulName) => clause === undefined || (start >= clause.start && start < clause.end)
  return doubts.find(
    (doubt) =>
      slots[doubt.slot] !== undefined && doubt.candidates.length === 0 && !isFiller(doubt.typed) && isBesideIt(doubt),
  )?.typed
}

function besideTheService({ text, entities, clauses }: Reading): string | undefined {
  const service = entities.find(({ slot }) => slot === 'service')
  if (!service) return undefined
  // No deployment takes a time that is past: "yesterday's build" says which one.
  const [next] = entities
    .filter(({ start, slot }) => start >= service.end && slot !== 'window' && slot !== 'quote')
    .sort((one, other) => one.start - other.start)
  const clause = clauses.find(({ start, end }) => service.start >= start && service.start < end)
  const between = text.slice(service.end, next?.start ?? clause?.end)
  const place = /^(.*?)\s(?:to|on|in|into|onto)(?: the| our)?\s*$/is.exec(between)
  const elsewhere = placedElsewhere(between)
  if (elsewhere !== undefined && next?.slot === 'environment') return elsewhere
  const words = (place?.[1] ?? between).replace(/^(?:['’]s\b|[\s,;:(]+)/, '').trim()
  if (SAYS_HOW.test(words) || BEGINS_ANEW.test(words) || IS_VERB.test(words)) return undefined
  const unquoted = words.replace(/(?<![^\s"'])["']+|["']+(?![^\s"'])/g, ' ')
  const left = unquoted.split(/[\s,;:]+/).filter((word) => word !== '' && !isFiller(word))
  const named = left.join(' ').replace(/[.!?]+$/, '')
  if (named === '') return undefined
  const isPlaced = place !== null && next?.slot === 'environment'
  return isPlaced || (next === undefined && LOOKS_LIKE_VERSION.test(named)) ? named.slice(0, LONGEST_REF) : undefined
}

/** "payments 2.2 auf prod": only what looks like a version, since any word of another language may stand there. */
function placedElsewhere(between: string): string | undefined {
  const word =
    /^ (?:en |in |auf |a )?(?:la |die |v)?(\S+) (?:auf|nach|in|ins|für|a|al|en|para)(?: die| den| dem| das| la| el)? $/i.exec(
      between,
    )?.[1]
  return word !== undefined && /^v?\d+(?:\.\d+)+\S*$/.test(word) ? word : undefined
}

/** "deploy my-branch of payments": what stands between the verb and the service. */
function ofTheService({ text, entities }: Reading): string | undefined {
  const service = entities.find(({ slot }) => slot === 'service')
  const before = text.slice(0, service?.start ?? 0)
  const words =
    /\b(?:re)?(?:deploy|build|ship|release|push|publish|install|roll ?out) ((?:(?!\bof\b)[^,.;:!?\n]|[.](?=\w)){1,80}?) of(?: the| our)? $/i.exec(
      before,
    )?.[1]
  if (
    words === undefined ||
    entities.some(({ start, end }) => start < before.length && end > before.length - words.length)
  )
    return undefined
  const left = words.split(' ').filter((word) => !isFiller(word) && !NEWEST.has(word.toLowerCase()))
  return left.length === 0 ? undefined : left.join(' ')
}

/** An instance of a service is its newest version. */
const NEWEST = new Set('new latest newest current fresh updated full another instance copy rest all both'.split(' '))

/** git takes longer ones, people do not. */
const LONGEST_REF = 200
