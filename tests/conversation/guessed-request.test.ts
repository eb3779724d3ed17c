import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createGates } from '../../adapters/rehearsal/gates.ts'
import { createRehearsalDelivery } from '../../adapters/rehearsal/rehearsal-delivery.ts'
import { readWorkflows } from '../../config/workflows.ts'
import { effectOf } from '../../intents/catalog.ts'
import { ASKING_WORDS } from '../../intents/languages.ts'
import { createRequestReader } from '../../intents/read-request.ts'
import { createUnderstanding } from '../../intents/understand.ts'
import { USUAL_REPOSITORY } from '../../src/app/commands/rehearse/transcript-repository.ts'
import { startConversation } from '../../src/conversation/conversation.ts'
import { messageStream } from '../../src/domain/message.ts'
import { questions } from '../../src/domain/projections.ts'
import type { DialogueContext, Understanding } from '../../src/domain/understanding.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { NO_GATES } from '../support/no-gates.ts'
import { NOBODY_APPROVES } from '../support/nobody-approves.ts'

const ANA = 'slack:ana'
const THREAD = 'slack:#ops/1'
const GUESSED = 'billionmail? staging?'

const catalog = {
  services: [{ id: 'billionmail', aliases: [] }],
  environments: [{ id: 'staging', aliases: [] }],
  rings: [],
  devices: [],
  workflows: [],
  bots: [],
}
const understand = createUnderstanding(catalog)

/** Reads one text as a guess, everything else as ever. */
function understandWithGuess(text: string, context: DialogueContext, now: Date): Understanding {
  const understanding = understand(text, context, now)
  if (text !== GUESSED) return understanding
  const slots = { service: 'billionmail', environment: 'staging' }
  const alternatives = [{ intent: 'deploy.status', confidence: 0.3, slots }]
  return { ...understanding, intent: 'deploy.start', confidence: 0.4, slots, missing: [], alternatives }
}

async function startTalking(broken: Partial<ReturnType<typeof createRehearsalDelivery>> = {}) {
  const store = await openMemoryStore()
  const services = { billionmail: USUAL_REPOSITORY }
  const conversation = startConversation({
    registry: { list: async () => [] },
    store,
    clock: systemClock,
    newId: randomUUID,
    languageOf: () => undefined,
    asking: ASKING_WORDS,
    readRequest: createRequestReader(catalog),
    understand: understandWithGuess,
    reader: { waiting: 0, read: async () => ({ kind: 'no-answer', why: 'unavailable' }) },
    catalog,
    effectOf,
    policy: { roles: [], members: [] },
    permissions: {
      decide: async () => ({ kind: 'allowed', rule: 'everybody may' }),
      allowed: async (_, intents) => intents,
      permitted: async (_, requests) => requests,
      rolesFor: () => [],
      describe: async () => [],
      whoMay: async () => '',
      ...NOBODY_APPROVES,
    },
    settings: {
      services: [{ id: 'billionmail', environments: ['staging'], canary: { percent: 10, minutes: 10 } }],
      environments: [{ id: 'staging', confirm: 'danger-only' }],
      confirmationMinutes: 10,
      gates: NO_GATES,
    },
    risks: { waiting: 0, judge: async () => ({ verdict: 'go', reasons: ['A small change.'] }) },
    workflows: readWorkflows(),
    delivery: { ...createRehearsalDelivery({ services, clock: systemClock, gates: createGates() }), ...broken },
    redact: (text) => text,
    log: pino({ level: 'silent' }),
  })
  const says = async (text: string): Promise<void> => {
    await conversation.message({ keys: [randomUUID()], thread: THREAD, by: ANA, addressed: 'mention', text })
    await conversation.loop.settled()
  }
  return {
    says,
    async presses(label: string) {
      const choice = (await store.list(questions))[0]?.choices.find(({ value }) => value === label)
      await conversation.press({ keys: [randomUUID()], thread: THREAD, by: ANA, button: choice?.button ?? '' })
      await conversation.loop.settled()
    },
    /** A press that was taken in before the answer that is in the log by now. */
    async pressedBefore(text: string) {
      const message = randomUUID()
      const answers = (await store.list(questions))[0]?.question ?? ''
      const received = { thread: THREAD, by: ANA, groups: [], direct: false, text, answers }
      await store.append({
        streams: [
          {
            stream: messageStream(message),
            expectedVersion: 0,
            bodies: [{ type: 'message.received', message, received }],
          },
        ],
        // By a process that has died since.
        ...{ correlationId: message, actor: ANA, at: new Date(systemClock.now().getTime() - 10_000) },
      })
      conversation.loop.wake()
      await conversation.loop.settled()
      return JSON.stringify((await store.readStream(messageStream(message))).at(-1)?.body)
    },
    question: async () => (await store.list(questions))[0],
    async count(type: string) {
      return (await store.readAll(0, 1_000)).filter(({ body }) => body.type === type).length
    },
    async close() {
      await conversation.loop.stop()
      await store.close()
    },
  }
}

test('a change that is only guessed begins when its button is pressed, and not before', async () => {
  const talk = await startTalking()
  await talk.says(GUESSED)
  expect(await talk.question()).toMatchObject({
    state: 'open',
    choices: [{ value: 'deploy billionmail to staging' }, { value: 'status of billionmail on staging' }],
    note: 'My language model does not answer, so I used my own rules.',
  })

  // Neither a shrug nor a bare yes says which of them is meant.
  await talk.says('hm dunno')
  await talk.says('yes')
  expect(await talk.question()).toMatchObject({ state: 'open' })
  expect(await talk.count('run.step.requested')).toBe(0)

  await talk.presses('deploy billionmail to staging')
  expect(await talk.question()).toMatchObject({ state: 'answered', answer: 'deploy billionmail to staging' })
  expect(await talk.count('run.step.requested')).toBe(1)
  await talk.close()
})

test('a question is answered once, though a word and a button answer it at the same time', async () => {
  const talk = await startTalking()
  await talk.says(GUESSED)
  await talk.presses('deploy billionmail to staging')
  const before = await talk.count('run.step.requested')
  expect(await talk.pressedBefore('build billionmail')).toContain('Already answered: deploy billionmail to staging.')
  expect(await talk.count('run.step.requested')).toBe(before)
  await talk.close()
})

test('one of several requests that cannot be handled takes none of the others with it', async () => {
  const talk = await startTalking({ resolve: () => Promise.reject(new Error('the disk is full')) })
  await talk.says('build billionmail v1.1.0 and roll back billionmail on staging')
  const [build, back] = (await talk.question())?.choices.map(({ value }) => value) ?? []
  await talk.presses(build ?? '')
  expect(await talk.question()).toMatchObject({ state: 'open', choices: [{ value: back }] })
  await talk.close()
})
