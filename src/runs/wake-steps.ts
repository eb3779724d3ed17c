import type { ShipmateEvent } from '../domain/events.ts'
import { runFrom } from '../domain/histories.ts'
import type { TaskId } from '../domain/ids.ts'
import type { OutsideProgress } from '../domain/outside-progress.ts'
import { awaitsLabel, runs } from '../domain/projections.ts'
import { runStream } from '../domain/run.ts'
import { wokenBy } from '../domain/run-decisions.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import { transact } from '../runtime/transact.ts'

/**
 * Wakes the steps that wait for what a host reports on. The log tells every process: the step is asked for at once,
 * whoever takes it. A report wakes a step once, and one that nobody waits for is not kept.
 */
export async function wakeSteps(
  log: EventLog<ShipmateEvent> & Documents,
  clock: Pick<Clock, 'now'>,
  progress: OutsideProgress,
): Promise<'recorded' | 'duplicate' | 'ignored'> {
  const waiting = await Promise.all(progress.names.map((name) => log.list(runs, { labels: [awaitsLabel(name)] })))
  const tasks = new Set(waiting.flat().map(({ task }) => task))
  const woken = await Promise.all([...tasks].map((task) => wake(log, clock, progress, task)))
  return woken.find((one) => one === 'recorded') ?? woken[0] ?? 'ignored'
}

async function wake(
  log: EventLog<ShipmateEvent>,
  clock: Pick<Clock, 'now'>,
  { host, digest, delivery, names }: OutsideProgress,
  task: TaskId,
): Promise<'recorded' | 'duplicate' | 'ignored'> {
  const stream = runStream(task)
  const correlationId = (await log.readStream(stream))[0]?.correlationId ?? task
  const inboxKeys = [digest, delivery].map((one) => `progress:${host}:${one}:${task}`)
  const woken = await transact(log, { correlationId, actor: host, inboxKeys }, clock.now(), async (transaction) => {
    const run = runFrom(await transaction.read(stream))
    const events = run ? wokenBy(run, names) : []
    if (events.length > 0) transaction.append(stream, ...events)
    return events.length > 0 ? ('recorded' as const) : ('ignored' as const)
  })
  return woken.kind === 'duplicate' ? 'duplicate' : woken.result
}
