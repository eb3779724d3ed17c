import type { AccessDecision } from '../access/decide-access.ts'
import type { Asker } from '../access/permissions.ts'
import { capabilityOf, decidesRight, isChange, isRead } from '../capabilities/capabilities.ts'
import { declineCard } from '../capabilities/help/help-card.ts'
import { insteadOf } from '../capabilities/not-yet.ts'
import { requestSentence } from '../capabilities/request-sentence.ts'
import { inLanguage } from '../cards/in-language.ts'
import { refusalCard, sentenceCard, settledCard } from '../cards/sentence-card.ts'
import { withNote } from '../cards/with-note.ts'
import { severalRequest } from '../changes/plans/several.ts'
import { supersede } from '../changes/request-confirmation.ts'
import { isOver, messageStream } from '../domain/message.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { REQUEST } from '../domain/question.ts'
import { namesRings } from '../domain/rings-of-service.ts'
import type { Settings } from '../domain/settings.ts'
import { isCorrection } from '../domain/spoken-answer.ts'
import type { Understanding } from '../domain/understanding.ts'
import { noTracing } from '../ports/tracing.ts'
import { createTurns } from '../ports/turns.ts'
import { ablePlaces } from '../queries/able-places.ts'
import { pendingChanges } from '../queries/find-changes.ts'
import { findRuns } from '../queries/find-runs.ts'
import { findSchedules } from '../queries/find-schedules.ts'
import { type ReaderScope, scopeFor } from '../queries/scope.ts'
import { type Cause, type Transaction, transact } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { accountMessage, answerAccountWords } from './accounts/answer-account-words.ts'
import { answer } from './answer.ts'
import { answerInWords } from './answer-in-words.ts'
import { approvedLoosely } from './approved-loosely.ts'
import { answeredBefore, ask, askForOthers, closeQuestion, dropQuestion } from './ask.ts'
import { assistantRefusal } from './assistant-proposals.ts'
import { cancelCanary } from './cancel-canary.ts'
import { readContext, type ThreadContext } from './context.ts'
import { type Decision, decide, likeliestSlots } from './decide.ts'
import { yesTo } from './decide-words.ts'
import { declinedBecause } from './declined-because.ts'
import { asEdit } from './edits/as-edit.ts'
import { watchOutcome } from './edits/watch-outcome.ts'
import { examplesFor } from './examples.ts'
import { mentionedCanary } from './facts/asked-fact.ts'
import type { ToldFact } from './facts/fact.ts'
import { tellFacts } from './facts/tell-fact.ts'
import { followedIn, followLog, saysStop, stopFollowing } from './follow-log.ts'
import { handoverMessage, offerHandover } from './handover/offer-handover.ts'
import { answerFailureQuestion } from './investigate/answer-failure-question.ts'
import { answerOpenQuestion } from './investigate/answer-open-question.ts'
import { isOpenQuestion } from './investigate/is-open-question.ts'
import { type Outcome, replyWith } from './outcome.ts'
import type { ConversationParts } from './parts.ts'
import { amongPermittedRequests } from './permitted-choices.ts'
import { amongPermitted, LOOKING, namesPlace, permittedNames } from './permitted-names.ts'
import { settingsOfPerson } from './person-settings.ts'
import { promoteCanary } from './promote-canary.ts'
import { proposeInThread, proposeRequest } from './propose-in-thread.ts'
import { heardIn, isInWords, readHeard } from './read-heard.ts'
import type { Reading } from './read-message.ts'
import { refusedOf, withoutRefusal } from './refused.ts'
import { severalDeployments, whyNotTogether } from './several/deploy-together.ts'
import { severalAsked } from './several/several-asked.ts'

/** To understand one takes milliseconds. */
const turn = createTurns(1)

/**
 * Handles one recorded message: understands, decides, and appends what follows together with `message.handled`. Called
 * again for the same message, after a restart, it does nothing.
 */
export async function converse(parts: ConversationParts, received: PendingMessage): Promise<void> {
  const now = parts.clock.now()
  const own = await settingsOfPerson(parts, received)
  const present = await readContext(parts.store, received.thread, received.by, now, received.answers, own.timeZone)
  const context = received.edits === undefined ? present : asEdit(present)
  await turn()
  // Words tell the language, then those that were said here before, then the platform.
  const language = received.language ?? context.language ?? own.language
  const message = { ...received, ...own, ...(language && { language }) }
  const account = accountMessage(parts, message)
  if (account) return answerAccountWords(parts, message, account)
  const handed = handoverMessage(message)
  if (handed) return offerHandover(parts, message, handed)
  const heard = heardIn(parts, message, context, now)
  const asked = { ...message, text: heard.text }
  const { correlationId, by } = message
  const { tracing = noTracing } = parts
  const { reading, decision } = await tracing.inSpan('message.understand', { correlationId }, async (span) => {
    const reading = await readHeard(parts, asked, context, heard, now)
    const decision = await decideOn(parts, asked, context, reading, now)
    const { intent, via } = reading.understanding
    span.add({ 'shipmate.intent': intent, 'shipmate.via': via, 'shipmate.decision': decision.kind })
    return { reading, decision }
  })
  const { understanding } = reading
  const { intent, slots, via, model } = understanding
  parts.log.info({ correlationId, intent, via, decision: decision.kind }, 'message understood')
  const followed =
    isInWords(asked) && saysStop(asked.text) && !isAnythingOpen(context) ? await followedIn(parts, asked) : []
  const outcome =
    followed.length > 0
      ? await stopFollowing(parts, asked, followed)
      : await outcomeOf(parts, asked, context, reading, decision)
  const cause: Cause = { correlationId, causationId: message.message, actor: by }
  await transact(parts.store, cause, parts.clock.now(), async (transaction) => {
    const stream = messageStream(message.message)
    const history = await transaction.read(stream)
    if (isOver(history)) return
    const tooLate = message.answers === undefined ? undefined : await answeredBefore(transaction, message.answers)
    const onlyChoice = yesTo(asked, context)
    const isAnswered = await closeQuestion(transaction, context.question, asked, understanding, onlyChoice)
    if (isAnswered && context.question) askForOthers(parts, transaction, context.question, onlyChoice ?? asked.text)
    if (!isAnswered && isCorrected(asked, understanding))
      await takeBack(transaction, context, textsIn(message.language))
    const thought = history.some(({ body }) => body.type === 'message.pondered') ? message.message : undefined
    const watched = watchOutcome(transaction)
    const card = tooLate === undefined ? await outcome(watched.transaction, thought) : settledCard(tooLate)
    const opened = watched.asked()
    const reply = card && withNote(withoutRefusal(card), noteOn(decision, reading))
    transaction.append(stream, ...refusedOf(message, understanding, decision, card))
    transaction.append(stream, {
      type: 'message.handled',
      message: message.message,
      thread: message.thread,
      by,
      intent,
      slots: decision.kind === 'propose' ? decision.slots : slots,
      via,
      ...(model !== undefined && { model }),
      ...(reply && { reply: inLanguage(reply, message.language) }),
      ...(opened.length > 0 && { asked: opened }),
    })
  })
}

/** Something that “stop” answers before it ends a log. */
const isAnythingOpen = ({ confirmations, questions }: ThreadContext): boolean =>
  confirmations.length > 0 || questions.length > 0

function isCorrected({ text, request, edits }: PendingMessage, { intent }: Understanding): boolean {
  return request === undefined && edits === undefined && isChange(intent) && isCorrection(text)
}

/** A correction corrects what was asked last. */
async function takeBack(
  transaction: Transaction,
  { lastAsk, confirmations, questions }: ThreadContext,
  { confirmations: { superseded } }: Texts,
): Promise<void> {
  const plan = confirmations.find(({ confirmation }) => confirmation === lastAsk?.id)
  if (plan) await supersede(transaction, plan.confirmation, superseded.takenBack)
  const asked = questions.find(({ question }) => question === lastAsk?.id)
  if (asked) await dropQuestion(transaction, asked.question)
}

/** An open question is answered by its own words, whatever request it resembled. */
function noteOn({ kind }: Decision, { note, fault, beside }: Reading): string | undefined {
  if (kind === 'tell' || kind === 'explain') return beside
  return kind === 'look-into' ? [beside, fault].filter(Boolean).join(' ') || undefined : note
}

async function decideOn(
  parts: ConversationParts,
  message: PendingMessage,
  context: ThreadContext,
  reading: Reading,
  now: Date,
): Promise<Decision> {
  const { understanding: read, unsure, facts } = reading
  if (reading.waits) return { kind: 'decline' }
  if (facts) return asFacts(facts)
  const { by, groups, language, text } = message
  const inWords = isInWords(message)
  const { intent } = read
  if (message.edits !== undefined && decidesRight(intent))
    return { kind: 'explain', card: sentenceCard(textsIn(language).confirmations.again.edited) }
  const person = { user: by, groups, language }
  const effect = parts.effectOf(intent)
  const open = inWords && isOpenQuestion({ text, understanding: read, effect, unsure, catalog: parts.catalog })
  const several = inWords ? severalAsked(parts, message, context, reading, now) : undefined
  if (several?.kind === 'ask') {
    // What could not be read is looked at with each of them.
    const isWhole = (reading.ignoredTexts ?? []).length === 0
    const together = isWhole ? severalDeployments(several, parts.settings) : undefined
    const against = together && (await whyNotTogether(parts, together, message, textsIn(language)))
    if (together && against === undefined) return { kind: 'propose-several', several: together, model: several.model }
    const permitted = await amongPermittedRequests(parts, person, several)
    // What stands in the way of one is told to whoever may have all of them.
    const isTold = against !== undefined && permitted === several
    return isTold ? { ...several, prompt: `${several.prompt}\n${against}` } : permitted
  }
  if (several) return several
  const told = inWords ? await answerFailureQuestion(parts, message, read, open) : undefined
  if (told) return { kind: 'explain', card: told }
  const { asked, later: missing } = leftOpen(read, parts.settings)
  const isPlaced = read.slots.environment !== undefined || asked.includes('environment')
  const namesFor = () => permittedNames(parts.permissions, person, { intent, effect, isPlaced }, parts.settings)
  const understood = read.nearMisses.some(namesPlace) ? amongPermitted(read, await namesFor()) : read
  const understanding = { ...understood, missing: asked }
  const slots = isRead(intent) ? likeliestSlots(understanding) : understanding.slots
  const isRings = namesRings(parts.settings, String(slots.environment ?? ''))
  const request = {
    intent,
    effect,
    // Rings are planned first: each of their environments takes a right of its own.
    missing: isRings ? [...missing, 'environment'] : missing,
    ...(slots.service !== undefined && { service: String(slots.service) }),
    ...(slots.environment !== undefined && !isRings && { environment: String(slots.environment) }),
  }
  const [access, activeTasks, pending] = await Promise.all([
    // What was planned is held against the right to its plan.
    decidesRight(intent) || slots.confirmation !== undefined ? ALLOWED : parts.permissions.decide(person, request),
    missing.includes('task') ? unfinishedTasks(scopeFor(parts, person), intent) : [],
    asked.includes('change') ? pendingChanges(scopeFor(parts, person)) : [],
  ])
  const situation = {
    understanding,
    unsure,
    open,
    access,
    settings: parts.settings,
    activeTasks,
    pendingChanges: pending.map(({ change }) => change),
    texts: textsIn(language),
  }
  const decision = decide(situation)
  const canary = inWords && isUnsureOf(decision, unsure) ? canaryIn(parts, message, context) : undefined
  if (canary) return { kind: 'tell', facts: [canary] }
  if (decision.kind === 'decline' && reading.mayNothing) return refusedToLook(parts, person)
  if (decision.kind !== 'ask') return decision
  const loosely = decision.slot === 'change' && inWords ? await approvedLoosely(parts, message) : undefined
  if (loosely && pending.length === 0) return { kind: 'explain', card: loosely }
  if (decision.slot === REQUEST) return amongPermittedRequests(parts, person, decision)
  if (!PLACE.includes(decision.slot)) return decision
  // A question offers no name that its reader may not use.
  return decide({
    ...situation,
    permitted: ablePlaces(await namesFor(), capabilityOf(intent)?.ability, parts.delivery),
  })
}

/** What a model might have understood may be anything: the refusal is that of the least. */
async function refusedToLook(
  { permissions }: Pick<ConversationParts, 'permissions'>,
  person: Asker,
): Promise<Decision> {
  const access = await permissions.decide(person, LOOKING)
  return access.kind === 'refused' ? { kind: 'refuse', sentence: access.sentence } : { kind: 'decline' }
}

/** Those that run or wait, and those that are still to start. */
async function unfinishedTasks(scope: ReaderScope, intent: string): Promise<readonly string[]> {
  const [active, scheduled] = await Promise.all([
    findRuns(scope, { state: 'active' }, intent),
    findSchedules(scope, {}, intent),
  ])
  return [...active, ...scheduled].map(({ task }) => task)
}

/** What is declined, or asked about since nothing is sure. */
const isUnsureOf = (decision: Decision, unsure: boolean): boolean =>
  decision.kind === 'decline' || (unsure && decision.kind === 'ask' && decision.slot === REQUEST)

function canaryIn({ catalog }: ConversationParts, { text }: PendingMessage, { dialogue }: ThreadContext) {
  return mentionedCanary({ text, catalog, turns: dialogue.turns.filter(({ by }) => by === dialogue.by) })
}

const PLACE = ['service', 'environment']
const OPERATIONS: ReadonlySet<string> = new Set(['service.restart', 'service.scale'])
const ALLOWED: AccessDecision = { kind: 'allowed', rule: 'decided on the change request' }

/** To promote or stop a canary is a change: asked for alone, it is planned as one; beside others, its state is told. */
function asFacts(facts: readonly ToldFact[]): Decision {
  const [fact, ...others] = facts
  const asks = fact?.kind === 'canary' && others.length === 0 ? fact.asks : undefined
  if (fact && asks === 'promotion') return { kind: 'promote', about: fact.about }
  return fact && asks === 'cancellation' ? { kind: 'cancel-canary', about: fact.about } : { kind: 'tell', facts }
}

/** Slots a request leaves open: `asked` are asked for at once, `later` are known once it is planned, and decided on then. */
function leftOpen(
  { intent, slots, missing }: Understanding,
  { services }: Settings,
): {
  readonly asked: readonly string[]
  readonly later: readonly string[]
} {
  // The drifts are listed with their places before a fix is planned for any of them.
  if (intent === 'drift.fix') return { asked: [], later: PLACE }
  // What runs is changed where somebody says, and nowhere else; a log is that of one place.
  const isAnywhere = slots.environment === undefined && !missing.includes('environment')
  const hasOne = services.find(({ id }) => id === slots.service)?.environments.length === 1
  if (isAnywhere && (OPERATIONS.has(intent) || (intent === 'logs.show' && !hasOne))) {
    const open = [...missing, 'environment']
    return { asked: open, later: open }
  }
  // A workflow's file says what it is about.
  if (intent === 'workflow.start') return { asked: missing, later: [...missing, ...PLACE] }
  // A task has its place.
  const isOfTask = ['task', 'change'].some((slot) => slots[slot] !== undefined || missing.includes(slot))
  return { asked: missing, later: isOfTask ? [...missing, ...PLACE] : missing }
}

async function outcomeOf(
  parts: ConversationParts,
  message: PendingMessage,
  context: ThreadContext,
  reading: Reading,
  decision: Decision,
): Promise<Outcome> {
  const { by, groups, language, timeZone } = message
  const person = { user: by, groups, language, timeZone }
  const texts = textsIn(language)
  if (message.proposal && decision.kind === 'settle') return replyWith(assistantRefusal(texts))
  switch (decision.kind) {
    case 'answer':
      if (decision.intent === 'logs.show' && decision.slots.follow !== undefined)
        return followLog(parts, message, decision.slots)
      return replyWith(await answer(parts, person, decision, message.direct))
    case 'explain':
      return replyWith(decision.card)
    case 'refuse':
      return replyWith(refusalCard(decision.sentence, texts))
    case 'tell':
      return replyWith(await tellFacts(parts, message, context, decision.facts))
    case 'promote':
      return promoteCanary(parts, message, reading, decision.about)
    case 'cancel-canary':
      return cancelCanary(parts, message, reading, decision.about)
    case 'look-into':
      return lookInto(parts, message, context, reading)
    case 'decline':
      return replyWith(declineCard(await examplesFor(parts, person), insteadFor(parts, message, reading), texts))
    case 'ask':
      return async (transaction, thought) => {
        ask(parts, transaction, message, reading, decision, thought)
        return undefined
      }
    case 'propose':
      return proposeInThread(parts, message, {
        ...reading,
        intent: decision.intent,
        slots: decision.slots,
        model: reading.understanding.model,
        carried: [reading.carried, decision.assumed].filter(Boolean).join(' ') || undefined,
      })
    case 'propose-several':
      return proposeRequest(
        parts,
        message,
        {
          request: severalRequest(decision.several),
          model: decision.model,
          // That one of them is only alike is said by the rule.
          carried:
            [decision.model === undefined ? reading.note : undefined, reading.telling].filter(Boolean).join(' ') ||
            undefined,
        },
        { tell: reading.tell, tellOn: reading.tellOn },
      )
    case 'settle':
      return answerInWords(parts, message, context, decision.yes)
  }
}

/** What to do instead of what is declined, or why it is. */
function insteadFor(
  parts: ConversationParts,
  { text, language, by }: PendingMessage,
  { understanding, waits }: Reading,
): string | undefined {
  const texts = textsIn(language)
  if (waits) return texts.conversation.help.noConditions({ request: requestSentence(waits, texts) })
  const alone = (said: string) => parts.understand(said, { by, turns: [] }, parts.clock.now())
  return insteadOf(understanding.intent, texts) ?? declinedBecause(text, alone, texts)
}

/** Answers an open question. A change that a model suggests is at most offered to the person for confirmation. */
async function lookInto(
  parts: ConversationParts,
  message: PendingMessage,
  context: ThreadContext,
  reading: Reading,
): Promise<Outcome> {
  const { card, wish } = await answerOpenQuestion(parts, message, context, reading)
  if (!wish) return replyWith(card)
  const proposed = await proposeInThread(parts, message, wish)
  return async (transaction) => {
    await proposed(transaction)
    return card
  }
}
