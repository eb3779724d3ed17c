import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { readTranscript } from '../../../src/app/commands/rehearse/read-transcript.ts'
import { createRehearsalStore } from '../../../src/app/commands/rehearse/rehearsal-store.ts'
import { rehearse } from '../../../src/app/commands/rehearse/rehearse.ts'
import type { Stored } from '../../../src/domain/event.ts'
import type { ShipmateEvent } from '../../../src/domain/events.ts'
import { isRunRequested } from '../../../src/domain/run-events.ts'

type Log = readonly Stored<ShipmateEvent>[]

/** One sequence takes about a second. */
const RUNS = 8

const folder = mkdtempSync(join(tmpdir(), 'edits-'))
afterAll(() => rmSync(folder, { recursive: true }))

const WORLD = {
  title: 'Anything may be said, pressed, edited and deleted',
  people: { ana: ['deployer'], ben: ['deployer'] },
  repositories: { payments: { versions: ['v1.0.0', 'v1.1.0', 'v1.2.0'] } },
  live: { payments: { staging: 'v1.0.0', production: 'v1.0.0' } },
}
/** So that everybody has a message to edit and a button to press. */
const FIRST = [
  { says: { by: 'ben', text: '@shipmate deploy payments v1.2.0' } },
  { says: { by: 'ana', text: '@shipmate deploy payments v1.1.0 to production' } },
]

const by = fc.constantFrom('ana', 'ben')
const words = fc
  .tuple(
    fc.constantFrom('@shipmate ', '@shipmate ', ''),
    fc.constantFrom(
      'deploy payments v1.1.0 to staging',
      'deploy payments v1.2.0 to production',
      'deploy payments v1.2.0',
      'restart payments on production',
      'no, staging',
      'production',
      'staging',
      'yes',
      'no',
      'thanks',
    ),
  )
  .map(([mention, text]) => `${mention}${text}`)
const edit = fc.record({ by, of: fc.constantFrom(undefined, 'v1.'), to: words })
const step = fc.oneof(
  fc.record({ says: fc.record({ by, text: words }) }),
  edit.map((rewrites) => ({ rewrites: defined(rewrites) })),
  fc.record({ deletes: fc.record({ by }) }),
  fc.record({ presses: fc.record({ by, button: fc.constantFrom('Confirm', 'Cancel') }) }),
  fc.constant({ advances: '1m' }),
  fc.constant({ redelivers: 2 }),
)

/** What the log holds after these steps, and after as many of them as could be done. */
async function played(steps: readonly object[]): Promise<Log> {
  const file = join(folder, 'any.yaml')
  writeFileSync(file, JSON.stringify({ ...WORLD, steps: [...FIRST, ...steps] }))
  const reading = readTranscript(file)
  if (reading.kind === 'problems') expect.fail(JSON.stringify(reading.problems))
  const store = createRehearsalStore()
  await rehearse(reading.script, store)
  return store.store.readAll(0, 10_000)
}

describe('whatever is said, pressed, edited and deleted', () => {
  test('nothing runs twice, and a deletion withdraws only what its message has asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        const log = await played(steps)
        const starts = startsByRoot(log)
        expect([...starts].filter(([, times]) => times > 1)).toEqual([])
        expect(withdrawnForOthers(log)).toEqual([])
      }),
      { numRuns: RUNS },
    )
  }, 120_000)

  test('an edit starts nothing that the same words would not start as a new message', async () => {
    let started = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 4 }), edit, async (steps, last) => {
        const [edited, said] = [{ rewrites: defined(last) }, { says: { by: last.by, text: last.to } }]
        const [before, after, control] = [
          await played(steps),
          await played([...steps, edited]),
          await played([...steps, said]),
        ]
        const isNew = (log: Log) => plansStarted(log).slice(plansStarted(before).length)
        started += plansStarted(control).length
        expect(isNew(control)).toEqual(expect.arrayContaining(isNew(after)))
      }),
      {
        numRuns: RUNS,
        examples: [[[], { by: 'ana', of: undefined, to: '@shipmate deploy payments v1.1.0 to staging' }]],
      },
    )
    // Else nothing was compared.
    expect(started).toBeGreaterThan(0)
  }, 120_000)
})

const plansStarted = (log: Log) => log.flatMap(({ body }) => (isRunRequested(body) ? [JSON.stringify(body.plan)] : []))

/** How much has started of each message, however often it was edited: at once, and by a yes to what it has asked. */
function startsByRoot(log: Log): ReadonlyMap<string, number> {
  const roots = rootsIn(log)
  const owners = ownersIn(log)
  const starts = new Map<string, number>()
  const count = (message: string | undefined) => {
    const root = message && roots.get(message)
    if (root !== undefined) starts.set(root, (starts.get(root) ?? 0) + 1)
  }
  for (const { body, causationId } of log) {
    if (body.type === 'confirmation.given') count(owners.get(body.confirmation))
    const isByYes = log.some((one) => one.body.type === 'confirmation.given' && one.causationId === causationId)
    if (isRunRequested(body) && !isByYes) count(causationId)
  }
  return starts
}

/** Plans and questions that a deletion has closed although another message has asked them. */
function withdrawnForOthers(log: Log): readonly string[] {
  const owners = ownersIn(log)
  return log.flatMap(({ body, at, correlationId }) => {
    const id = idClosedIn(body)
    if (id === undefined) return []
    const isOfOwner = log.some(
      (one) =>
        one.body.type === 'message.deleted' &&
        one.at === at &&
        one.correlationId === correlationId &&
        one.body.message === owners.get(id),
    )
    return isOfOwner ? [] : [id]
  })
}

function idClosedIn(body: ShipmateEvent): string | undefined {
  if (!('reason' in body) || body.reason !== 'The request was deleted.') return undefined
  if (body.type === 'confirmation.superseded') return body.confirmation
  return body.type === 'question.dropped' ? body.question : undefined
}

/** Each message with the one that was said first. */
function rootsIn(log: Log): ReadonlyMap<string, string> {
  const roots = new Map<string, string>()
  for (const { body } of log)
    if (body.type === 'message.received') roots.set(body.message, roots.get(body.received.edits ?? '') ?? body.message)
  return roots
}

/** Who has asked each plan and question. */
function ownersIn(log: Log): ReadonlyMap<string, string | undefined> {
  return new Map(
    log.flatMap(({ body, causationId }): (readonly [string, string | undefined])[] => {
      if (body.type === 'confirmation.requested') return [[body.confirmation, causationId]]
      return body.type === 'question.asked' ? [[body.question, causationId]] : []
    }),
  )
}

function defined<Of extends object>(of: Of): Of {
  return JSON.parse(JSON.stringify(of)) as Of
}
