import type { ServiceImpl } from '@connectrpc/connect'
import { z } from 'zod'
import type { ApiBehind } from '../api/behind.ts'
import { NotThereError } from '../api/not-there.ts'
import { pagedSchema, runKindSchema, runStateSchema, whereSchema } from '../api/read-queries.ts'
import { shownPlace, shownTask, shownTaskInFull } from '../api/read-shapes.ts'
import { redacted } from '../api/redacted.ts'
import { callerIn } from './call-context.ts'
import { type LookupService, PlaceSchema, TaskSchema } from './generated/shipmate/v1/shipmate_pb.ts'
import { understood } from './not-understood.ts'
import { wired } from './wire-shapes.ts'

const tasks = whereSchema.extend({
  kind: runKindSchema,
  state: runStateSchema,
  // What is left out is 0 and empty here.
  pageSize: z.preprocess((size) => (size === 0 ? undefined : size), pagedSchema.shape.limit),
  pageToken: z.preprocess((token) => (token === '' ? undefined : token), pagedSchema.shape.cursor),
})
const oneTask = z.object({ taskId: z.string().min(1).max(40) })

export function lookupService(behind: () => ApiBehind): ServiceImpl<typeof LookupService> {
  return {
    async listServices(message, context) {
      const { reads, redact } = behind()
      const where = understood(whereSchema, message)
      const places = await reads.places(callerIn(context).user, { ...where, withHealth: message.withHealth })
      return { services: places.map((place) => wired(PlaceSchema, redacted(shownPlace(place), redact) as object)) }
    },
    async listTasks(message, context) {
      const { reads, redact } = behind()
      const { pageSize: limit, pageToken: cursor, ...asked } = understood(tasks, message)
      const page = await reads.tasks(callerIn(context).user, asked, { cursor, limit })
      return {
        tasks: page.items.map((run) => wired(TaskSchema, redacted(shownTask(run), redact) as object)),
        nextPageToken: page.next ?? '',
      }
    },
    async getTask(message, context) {
      const { reads, redact } = behind()
      const { taskId } = understood(oneTask, message)
      const seen = await reads.task(callerIn(context).user, taskId)
      if (!seen) throw new NotThereError(`task ${taskId}`)
      return { task: wired(TaskSchema, redacted(shownTaskInFull(seen), redact) as object) }
    },
  }
}
