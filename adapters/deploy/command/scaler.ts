import type { Scaler } from '../../../src/ports/scaler.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import type { CommandMeans } from './command-means.ts'
import { placeName } from './command-place.ts'
import { interrupted, notDone } from './outcomes.ts'
import { runOnce } from './run-once.ts'
import type { StatusReader } from './status-reader.ts'

/** Scales by the scale command of a place; how many run now, its status command may say. */
export function createCommandScaler(means: CommandMeans, status: StatusReader): Scaler {
  return {
    async scale(order, report, signal) {
      const place = means.placeOf(order.service, order.environment)
      if (!place?.commands.scale)
        return failed(`${placeName(order)} has no scale command.`, 'Add target.scale to have it.')
      const known = { count: String(order.count) }
      const folder = (): Promise<string> => means.folderToLook(place)
      const ran = await runOnce(means, place, { ...order, verb: 'scale', known, folder }, report, signal)
      if (ran.kind === 'failed') return ran.failed
      if (ran.kind === 'cancelled') return { kind: 'cancelled' }
      const what = `The scale command of ${placeName(place)}`
      if (ran.end.kind === 'lost' || ran.end.kind === 'cancelled') {
        const { scale } = await status.read(place.service, place.environment)
        if (scale?.count !== order.count)
          return interrupted(
            what,
            ran.end.kind,
            scale ? `Its status command counts ${scale.count}.` : 'Its status command tells no count.',
          )
      } else if (ran.end.kind !== 'ended' || ran.end.exitCode !== 0) return notDone(what, ran.end, place, ran.progress)
      await report('switched')
      return { kind: 'done' }
    },
    scaleNow: async (service, environment) => (await status.read(service, environment)).scale,
  }
}
