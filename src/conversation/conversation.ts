import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { problemCard } from '../cards/sentence-card.ts'
import { boundedProposal } from '../domain/assistant-proposal.ts'
import { BotError } from '../domain/errors.ts'
import { questionFrom } from '../domain/histories.ts'
import type { CorrelationId, ThreadId } from '../domain/ids.ts'
import { isOver, messageStream, type ReceivedMessage } from '../domain/message.ts'
import { personStream } from '../domain/person.ts'
import { type PendingMessage, pendingMessages } from '../domain/projections.ts'
import { questionStream } from '../domain/question.ts'
import { storable } from '../domain/storable.ts'
import type { StructuredRequest } from '../domain/structured-request.ts'
import { countedModel } from '../llm/counted-model.ts'
import { type EditedMessage, type Inbox, type IncomingMessage, UnavailableError } from '../ports/chat-platform.ts'
import { StoreUnavailableError } from '../ports/event-store.ts'
import type { Home } from '../ports/home.ts'
import { noTracing } from '../ports/tracing.ts'
import { type Loop, startLoop } from '../runtime/loop.ts'
import { transact } from '../runtime/transact.ts'
import { textsIn } from '../texts/texts-in.ts'
import { askForOthers, dropQuestion } from './ask.ts'
import { converse } from './converse.ts'
import { arrivalKey, takeOvertaken } from './edits/overtaken.ts'
import { takeDeletion, takeEdit } from './edits/take-edit.ts'
import { hear } from './hear.ts'
import { boundedIntake } from './intake.ts'
import { overheardAs } from './overheard.ts'
import { createOwnMessages } from './own-messages.ts'
import type { ConversationParts } from './parts.ts'
import { answerPress } from './press.ts'
import { asProposal, onlyProposes } from './proposers.ts'
import { StoppingError } from './show-thinking.ts'
import type { SubmitRequest } from './submit-request.ts'
import { takeForm } from './take-form.ts'
import { warmUp } from './warm-up.ts'

/** The conversation core: takes in messages and presses, and handles every message once. */
export interface Conversation extends Omit<Inbox, 'suggest' | keyof Home> {
  readonly loop: Loop
  /** Makes the first press quick; resolves when the bot may report that it is ready. */
  warmUp(): Promise<void>
}

/** Slack truncates messages at 40,000 characters. */
const LONGEST_TEXT = 40_000
/** The longest name of a time zone has half as many characters. */
const LONGEST_SETTING = 64
/** Platforms wait three seconds for an acknowledgement; more at once could not all be recorded by then. */
const MOST_TAKEN_IN = 1_000
/** Threads handled in parallel; more would only wait for each other and slow down the intake. */
const MOST_THREADS = 32
/** Most of these wait for the model, and not for each other. */
const MOST_THREADS_WITH_MODEL = 200
/** Threads beside these that only wait until a platform says who somebody is: so many it says within their patience. */
const MOST_WAITING = 200
/** Keys remembered against duplicates; platforms redeliver within the hour, if at all. */
const PASSED_BY_KEPT = 10_000
/** Pause before a message that failed is retried. */
const RETRY_MS = 1_000
/** Polls without being woken, for messages whose process died before it had handled them. */
const IDLE_LOOK_MS = 10_000
/** Another process has an earlier message of the thread in hand, which takes it about as long. */
const HELD_UP_LOOK_MS = 100

const NOTHING = { messages: [], heldUp: false } as const

export function startConversation(given: ConversationParts): Conversation {
  const { store, clock, log, answering, reader, tracing = noTracing } = given
  const model = answering && countedModel(answering.model)
  const stopping = new AbortController()
  const parts = {
    ...given,
    stopping: stopping.signal,
    ...(answering && model && { answering: { ...answering, model } }),
  }
  const patient = given.patiently?.(stopping.signal, () => lookIfThereIsRoom())
  const withPatience = { ...parts, ...(patient && { permissions: patient.permissions }) }
  const inHand = new Set<string>()
  const own = createOwnMessages(() => store.list(pendingMessages))
  const threads = new Map<ThreadId, Promise<void>>()
  /** Threads in which a message waits for its retry: a "no" after it must not be handled before it. */
  const heldUp = new Set<ThreadId>()
  const mostThreads = reader || model ? MOST_THREADS_WITH_MODEL : MOST_THREADS
  const busyThreads = (): number => threads.size - Math.min(patient?.waiting ?? 0, MOST_WAITING)
  const intake = boundedIntake(MOST_TAKEN_IN, () => loop.wake())
  const takeIn = <Result>(work: () => Promise<Result>): Promise<Result> => intake.take(() => orUnavailable(work))
  /** Messages wait until threads are done with. */
  let someLeft = false

  /** Every poll reads all that wait, so there should be room for many. */
  const lookIfThereIsRoom = (): void => {
    if (someLeft && busyThreads() <= mostThreads / 2) loop.wake()
  }

  /** Handles messages of one thread in order, threads in parallel. */
  const takeUp = (message: PendingMessage): void => {
    inHand.add(message.message)
    const before = threads.get(message.thread) ?? Promise.resolve()
    const done = before
      .then(async () => {
        const { correlationId, thread } = message
        if (heldUp.has(thread)) return
        await tracing.inSpan('message.handle', { correlationId, place: 'top' }, () => handle(withPatience, message))
      })
      .catch((error: unknown) => {
        heldUp.add(message.thread)
        if (error instanceof StoppingError) return
        log.error({ err: error, correlationId: message.correlationId }, 'a message failed and will be retried')
        clock.at(new Date(clock.now().getTime() + RETRY_MS), loop.wake)
      })
      .finally(() => {
        inHand.delete(message.message)
        if (threads.get(message.thread) === done) {
          threads.delete(message.thread)
          heldUp.delete(message.thread)
        }
        lookIfThereIsRoom()
      })
    threads.set(message.thread, done)
  }

  const round = async (): Promise<Date> => {
    someLeft = busyThreads() >= mostThreads || intake.isCrowded()
    const waiting = someLeft ? NOTHING : await own.look(clock.now())
    for (const message of waiting.messages) {
      if (inHand.has(message.message)) continue
      if (threads.has(message.thread) || busyThreads() < mostThreads) takeUp(message)
      else someLeft = true
    }
    return new Date(clock.now().getTime() + (waiting.heldUp ? HELD_UP_LOOK_MS : IDLE_LOOK_MS))
  }

  const onError = (error: unknown): void => log.error({ err: error }, 'messages cannot be read')
  const loop = startLoop({ clock, round, onError })

  const accept = async (
    keys: readonly string[],
    received: ReceivedMessage,
    correlationId?: CorrelationId,
    id?: string,
  ): Promise<'accepted' | 'duplicate'> => {
    const message = id ?? randomUUID()
    const inboxKeys = id === undefined ? keys : [...keys, arrivalKey(id)]
    const cause = { correlationId: correlationId ?? message, actor: received.by, inboxKeys }
    const about = { correlationId: cause.correlationId, place: correlationId === undefined ? 'first' : 'top' } as const
    const accepted = await tracing
      .inSpan('message.receive', about, () =>
        transact(store, cause, clock.now(), async (transaction) =>
          transaction.append(messageStream(message), { type: 'message.received', message, received }),
        ),
      )
      // It may be in the log even where the answer of the database was lost.
      .finally(() => own.add(message))
    if (accepted.kind === 'duplicate') {
      const isEdited = id !== undefined && (await takeOvertaken(parts, keys, id, received))
      log.info({ keys }, isEdited ? 'a message was edited before it came' : 'duplicate ignored')
      return 'duplicate'
    }
    loop.wake()
    return 'accepted'
  }

  /** Overheard while no question was open: redelivered later, it answers no question asked since. */
  const passedBy = new Set<string>()
  const passBy = ({ keys }: IncomingMessage): void => {
    for (const key of keys) passedBy.add(key)
    for (const oldest of passedBy) if (passedBy.size > PASSED_BY_KEPT) passedBy.delete(oldest)
  }

  /** Records that somebody spoke, not what they said, which was not meant for the bot unless it came as a mention before. */
  const noteOverheard = async ({ keys, id, thread, by }: IncomingMessage): Promise<void> => {
    const message = randomUUID()
    const cause = { correlationId: message, actor: by, inboxKeys: keys }
    await transact(store, cause, clock.now(), async (transaction) => {
      if (id !== undefined && (await transaction.read(messageStream(id))).length > 0) return
      transaction.append(messageStream(message), { type: 'message.overheard', message, thread, by })
    })
  }

  const submit: SubmitRequest = (press, { text, request, correlationId, answers }) =>
    accept(
      answers === undefined ? press.keys : [...press.keys, `answer:${answers}`],
      {
        ...receivedFrom(parts, {
          ...press,
          text,
          addressed: press.direct ? 'direct' : 'mention',
          ...(request && { request }),
        }),
        ...(answers !== undefined && { answers }),
      },
      correlationId,
    )

  return {
    async message(said) {
      await takeIn(async () => {
        const message = await asProposal(store, said)
        if (message.keys.some((key) => passedBy.has(key))) return
        const heard = message.addressed === 'overheard' ? await overheardAs(parts, message) : 'answer'
        if (heard === 'nothing') return passBy(message)
        if (heard === 'noted') return noteOverheard(message)
        await accept(message.keys, receivedFrom(parts, message), undefined, message.id)
      })
    },
    async edited(edit) {
      await takeIn(async () => {
        const message = await takeEdit(parts, edit, {
          received: (before) => rereadAs(parts, before, edit),
          isForBot: async (received) => !received.overheard || (await overheardAs(parts, received)) === 'answer',
        })
        if (message === undefined) return
        own.add(message)
        loop.wake()
      })
    },
    deleted: (deletion) => takeIn(() => takeDeletion(parts, deletion)),
    press: (press, showForm) =>
      takeIn(async () => (await onlyProposes(store, press.by)) ?? answerPress(parts, press, submit, showForm)),
    form: (sent) => takeIn(async () => (await onlyProposes(store, sent.by)) ?? takeForm(parts, sent, submit)),
    async named(person, name) {
      const stream = personStream(person)
      const cause = { correlationId: randomUUID(), actor: person }
      await transact(store, cause, clock.now(), async (transaction) => {
        const last = (await transaction.read(stream)).at(-1)?.body
        if (last?.type === 'person.named' && last.name === name) return
        transaction.append(stream, { type: 'person.named', person, name })
      })
    },
    warmUp: () => warmUp(parts),
    loop: {
      ...loop,
      async settled() {
        do {
          await loop.settled()
          // A thread that waits for a model takes no processor time.
          while (threads.size > (reader?.waiting ?? 0) + (model?.waiting ?? 0) + parts.risks.waiting)
            await Promise.race([...threads.values(), nextTurn()])
        } while (someLeft && threads.size < mostThreads && !intake.isCrowded())
      },
      async stop() {
        stopping.abort(new StoppingError())
        await loop.stop()
        await Promise.all(threads.values())
      },
    },
  }
}

function receivedFrom(
  { redact, languageOf, catalog }: ConversationParts,
  {
    thread,
    by,
    name,
    groups = [],
    text,
    request,
    addressed,
    proposal,
    locale,
    timeZone,
  }: Omit<IncomingMessage, 'keys'>,
): ReceivedMessage {
  // What comes as data, such as a press, shows no language of its own; neither do names of people and commands of a shell.
  const language = request ? undefined : languageOf(hear(text, catalog).text)
  return {
    thread,
    by,
    ...(name && { name: storable(name) }),
    groups,
    direct: addressed === 'direct',
    ...(addressed === 'overheard' && { overheard: true }),
    text: redact(storable(text.slice(0, LONGEST_TEXT))),
    ...(language && { language }),
    ...(locale !== undefined && { locale: storable(locale.slice(0, LONGEST_SETTING)) }),
    ...(timeZone !== undefined && { timeZone: storable(timeZone.slice(0, LONGEST_SETTING)) }),
    ...(request && { request: redacted(request, redact) }),
    ...(proposal && { proposal: boundedProposal(proposal, redact) }),
  }
}

/** The same message with other words, which may be said to others than before. */
function rereadAs(
  parts: ConversationParts,
  { direct, overheard, groups, request: _, proposal: __, ...before }: ReceivedMessage,
  { groups: groupsNow = groups, text, addressed = overheard ? 'overheard' : 'mention' }: EditedMessage,
): ReceivedMessage {
  return receivedFrom(parts, { ...before, groups: groupsNow, addressed: direct ? 'direct' : addressed, text })
}

/** People type some of what a request holds, such as the options of a command. */
function redacted({ intent, slots }: StructuredRequest, redact: (text: string) => string): StructuredRequest {
  const kept = Object.entries(slots).map(([slot, value]) => [
    slot,
    typeof value === 'string' ? redact(storable(value)) : value,
  ])
  return { intent, slots: Object.fromEntries(kept) }
}

/** Retries while the database is down; reports any other error to the person. */
async function handle(parts: ConversationParts, message: PendingMessage): Promise<void> {
  try {
    await converse(parts, message)
  } catch (error) {
    if (error instanceof StoreUnavailableError || error instanceof StoppingError) throw error
    const { correlationId, by, thread } = message
    const { conversation: words } = textsIn(message.language)
    parts.log.error({ err: error, correlationId }, 'a message could not be handled')
    const sentence = error instanceof BotError ? error.userMessage : words.fault
    const stream = messageStream(message.message)
    await transact(parts.store, { correlationId, actor: 'conversation' }, parts.clock.now(), async (transaction) => {
      if (isOver(await transaction.read(stream))) return
      transaction.append(stream, {
        type: 'message.handled',
        message: message.message,
        thread,
        by,
        intent: 'out_of_scope',
        slots: {},
        via: 'rules',
        reply: { ...problemCard(sentence), footnote: words.inTheLog({ id: correlationId }) },
      })
      if (message.answers === undefined) return
      const question = questionFrom(await transaction.read(questionStream(message.answers)))
      const isDropped = await dropQuestion(transaction, message.answers)
      if (isDropped && question) askForOthers(parts, transaction, question, message.text)
    })
  }
}

async function orUnavailable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof StoreUnavailableError) throw new UnavailableError('not recorded', { cause })
    throw cause
  }
}
