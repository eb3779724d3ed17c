import type { Restarter } from '../../../src/ports/restarter.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import type { CommandMeans } from './command-means.ts'
import { placeName } from './command-place.ts'
import { interrupted, notDone } from './outcomes.ts'
import { runOnce } from './run-once.ts'

/** Restarts by the restart command of a place. */
export function createCommandRestarter(means: CommandMeans): Restarter {
  return {
    async restart(order, report, signal) {
      const place = means.placeOf(order.service, order.environment)
      if (!place?.commands.restart)
        return failed(`${placeName(order)} has no restart command.`, 'Add target.restart to have it.')
      const { release } = order
      const known = { ...(release && { version: release.version, sha: release.sha }) }
      const folder = (): Promise<string> => means.folderToLook(place)
      const ran = await runOnce(means, place, { ...order, verb: 'restart', known, folder }, report, signal)
      if (ran.kind === 'failed') return ran.failed
      if (ran.kind === 'cancelled') return { kind: 'cancelled' }
      const what = `The restart command of ${placeName(place)}`
      if (ran.end.kind === 'lost' || ran.end.kind === 'cancelled')
        return interrupted(what, ran.end.kind, 'Whether it was restarted, nobody has noted.')
      if (ran.end.kind !== 'ended' || ran.end.exitCode !== 0) return notDone(what, ran.end, place, ran.progress)
      await report('healthy')
      await report('switched')
      return { kind: 'done' }
    },
  }
}
