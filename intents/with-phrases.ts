import type { Catalog } from '../src/domain/catalog.ts'
import type { DialogueContext, Slots, Understanding } from '../src/domain/understanding.ts'
import type { WorkflowDefinition } from '../src/domain/workflows/definition.ts'
import { doubtAs } from './entities/doubtful-names.ts'
import { createPhraseReader, type PhraseMatch } from './phrases.ts'
import type { ReadRequest } from './read-request.ts'
import { toldApart } from './told-apart.ts'
import type { Understand } from './understand.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

const START = 'workflow.start'
/** A phrase that was said word for word. */
const SURE = 0.98
/** What a rule of Shipmate's own is this sure of is as close as a phrase. */
const AS_CLOSE = 0.9
/** Neither of two is taken: the person is asked. */
const ASKED = 0.5

/**
 * Understands the phrases of a team's own workflows beside everything else. A phrase never wins over a built-in request that
 * is as close: then both are offered.
 */
export function withPhrases(
  understand: Understand,
  catalog: Catalog,
  workflows: readonly WorkflowDefinition[],
): Understand {
  if (workflows.length === 0) return understand
  const read = createPhraseReader(catalog, workflows)
  const vocabulary = createVocabulary(catalog)
  return (text: string, context: DialogueContext, now: Date): Understanding => {
    const given = startGiven(understand, text, context, now)
    if (given) return given
    const builtIn = understand(text, context, now)
    const match = read(text)
    if (match && answersWhatIsOpen(builtIn, context)) return builtIn
    if (!match) return builtIn.intent === START ? withEarlier(builtIn, context) : builtIn
    const asPhrase = understoodAs(match, vocabulary)
    const other = { intent: builtIn.intent, confidence: ASKED - 0.05, slots: builtIn.slots }
    if (isAsClose(builtIn, match))
      return { ...asPhrase, confidence: ASKED, via: 'model', alternatives: [other, ...builtIn.alternatives] }
    return {
      ...asPhrase,
      alternatives: builtIn.intent === START ? builtIn.alternatives : [{ ...other, confidence: 0 }],
    }
  }
}

/** Somebody who is asked something answers that, whatever a team calls its workflows. */
function answersWhatIsOpen({ intent, via }: Understanding, { waitingFor }: DialogueContext): boolean {
  if (intent.startsWith('confirm.')) return waitingFor !== undefined || via === 'rules'
  return waitingFor?.kind === 'slot' && waitingFor.intent !== START && waitingFor.intent === intent
}

function isAsClose({ intent, confidence, via }: Understanding, { slips }: PhraseMatch): boolean {
  if (intent === START || intent === 'out_of_scope' || intent.startsWith('chat.')) return false
  return (via === 'rules' && confidence >= AS_CLOSE) || (slips > 0 && confidence >= AS_CLOSE)
}

function understoodAs({ workflow, inputs, types, unknown }: PhraseMatch, vocabulary: Vocabulary): Understanding {
  const placed = Object.entries(inputs).flatMap(([name, value]): readonly (readonly [string, string])[] => {
    const type = types[name]
    return type === 'service' || type === 'environment' ? [[type, value]] : []
  })
  const doubts = Object.entries(unknown).map(([name, typed]) =>
    doubtAs(types[name] === 'environment' ? 'environment' : 'service', typed, vocabulary),
  )
  return {
    intent: START,
    confidence: SURE,
    slots: { workflow, ...Object.fromEntries(placed), inputs: JSON.stringify(inputs) },
    missing: [],
    ...toldApart(doubts),
    carriedOver: [],
    alternatives: [],
    via: 'rules',
  }
}

/** What a phrase has said stays, while its person is asked for the rest. */
function withEarlier(understanding: Understanding, { waitingFor }: DialogueContext): Understanding {
  const inputs = waitingFor?.kind === 'slot' && waitingFor.intent === START ? waitingFor.slots.inputs : undefined
  return inputs === undefined ? understanding : { ...understanding, slots: { ...understanding.slots, inputs } }
}

const GIVEN = /\bwith ((?:[a-z]\w*=(?:"[^"]*"|[^\s,"]+)[\s,]*(?:and )?)+)\s*$/i

/**
 * `run the nightly-checks workflow with from=staging to=production`: what is set so is read by itself, since its names say
 * nothing of what is asked for. Undefined for everything else.
 */
function startGiven(
  understand: Understand,
  text: string,
  context: DialogueContext,
  now: Date,
): Understanding | undefined {
  const said = GIVEN.exec(text)
  const given = said?.[1]
  if (given === undefined) return undefined
  const understanding = withEarlier(understand(text.slice(0, said?.index).trim(), context, now), context)
  if (understanding.intent !== START) return undefined
  const pairs = [...given.matchAll(/([a-z]\w*)=(?:"([^"]*)"|([^\s,"]+))/gi)]
  const inputs = Object.fromEntries(pairs.map(([, name = '', quoted, bare]) => [name, quoted ?? bare ?? '']))
  const { ref: _, ...slots } = understanding.slots
  return { ...understanding, slots: { ...slots, inputs: JSON.stringify(inputs) } }
}

/** A button that carries a workflow's inputs keeps them. */
export function withInputs(readRequest: ReadRequest): ReadRequest {
  return (request) => {
    const { inputs } = request.slots as Slots
    const read = readRequest(request)
    return request.intent === START && inputs !== undefined ? { ...read, slots: { ...read.slots, inputs } } : read
  }
}
