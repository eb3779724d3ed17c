import { randomUUID } from 'node:crypto'
import { restoreStream } from '../domain/restore.ts'
import { transact } from '../runtime/transact.ts'
import { endAccess } from './end-access.ts'
import { endAsked } from './end-asked.ts'
import { endPlanned } from './end-planned.ts'
import { endRuns } from './end-runs.ts'
import type { RestoringParts } from './parts.ts'

/**
 * After a backup was restored: nobody can know what was done since it was made, so whatever was open is ended, and asked for
 * again by whoever still wants it. To be called before anything else works with the store. Interrupted, it is done again.
 * Returns what was ended; undefined where the store came from no backup.
 */
export async function settleRestored(parts: RestoringParts): Promise<Readonly<Record<string, number>> | undefined> {
  const { store, audit, restored, clock } = parts
  if (!(await restored.isToSettle())) return undefined
  const [newest] = await audit.rowsBefore(undefined, 1, undefined)
  await restored.hold()
  const ended = {
    ...(await endAsked(parts)),
    tasks: await endRuns(parts),
    ...(await endPlanned(parts)),
    ...(await endAccess(parts)),
  }
  const restore = randomUUID()
  await transact(store, { correlationId: restore, actor: 'shipmate' }, clock.now(), async (transaction) => {
    const upTo = newest && { upTo: newest.at }
    transaction.append(restoreStream(restore), { type: 'log.restored', restore, ...upTo, ended })
  })
  await restored.settled()
  return ended
}
