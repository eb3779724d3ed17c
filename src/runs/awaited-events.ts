import type { Stored } from '../domain/event.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { runFrom } from '../domain/histories.ts'
import type { TaskId } from '../domain/ids.ts'
import { releaseOf, whereOf } from '../domain/plan.ts'
import { AWAITING, runs } from '../domain/projections.ts'
import { type Run, runStream, workflowOf } from '../domain/run.ts'
import { advanceAll } from '../domain/run-decisions.ts'
import { isRunCompleted } from '../domain/run-events.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { Documents } from '../ports/event-store.ts'
import type { Loop } from '../runtime/loop.ts'
import { type React, type ReactorParts, startReactor } from '../runtime/reactor.ts'
import { transact } from '../runtime/transact.ts'
import { appendToRun } from './end-run.ts'

const NAME = 'awaited-events'

type Parts = ReactorParts & { readonly log: ReactorParts['log'] & Documents }

/** Ends the steps that wait for an event, when it has happened. */
export function startAwaitedEvents(parts: Parts, workflows: Workflows): Loop {
  const react: React = async (events, from, to) => {
    for (const event of events) await follow(event, parts, workflows)
    return parts.log.checkpoints.advance(NAME, from, to)
  }
  const isConcerned = (type: ShipmateEvent['type']): boolean => isRunCompleted({ type })
  return startReactor(NAME, parts, react, { concerns: isConcerned })
}

async function follow(event: Stored<ShipmateEvent>, { log, clock }: Parts, workflows: Workflows): Promise<void> {
  const { body, correlationId, id } = event
  if (!isRunCompleted(body)) return
  for (const { task } of await log.list(runs, { labels: [AWAITING] })) {
    const cause = { correlationId, causationId: id, actor: NAME }
    await transact(log, cause, clock.now(), async (transaction) => {
      const run = runFrom(await transaction.read(runStream(task)))
      const steps = run ? stepsWaitingFor(run, event) : []
      if (!run || steps.length === 0) return
      const outputs = { task: body.task, ...releaseIn(body) }
      const next = advanceAll(run, workflowOf(run, workflows), steps, { kind: 'done', outputs }, clock.now())
      await appendToRun(transaction, run, next, workflows, clock.now())
    })
  }
}

/** The steps that wait for such an event, since before it happened. */
function stepsWaitingFor(run: Run, { body, at }: Stored<ShipmateEvent>): readonly string[] {
  if (!isRunCompleted(body)) return []
  const about: Readonly<Record<string, string | undefined>> = {
    ...whereOf(body),
    ...releaseIn(body),
    ...(body.plan.kind === 'workflow' && { workflow: body.plan.definition.id }),
  }
  return Object.entries(run.progress?.awaited ?? {}).flatMap(([step, awaited]) => {
    if (awaited.kind !== 'event' || awaited.event !== body.type || run.task === body.task) return []
    const isSince = (run.progress?.started[step] ?? '') <= at
    const isMeant = Object.entries(awaited.where).every(([name, value]) => about[name] === value)
    return isSince && isMeant ? [step] : []
  })
}

function releaseIn(body: { readonly plan: Run['plan']; readonly task: TaskId }) {
  const release = releaseOf(body)
  return release ? { version: release.version, sha: release.sha } : {}
}
