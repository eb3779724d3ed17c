import { isDeepStrictEqual } from 'node:util'
import type { UserId } from '../../../src/domain/ids.ts'
import type { ApiBehind } from '../api/behind.ts'
import { NotThereError } from '../api/not-there.ts'
import { shownTaskInFull } from '../api/read-shapes.ts'

/** Which task: by its id, or by the message that it is to come of. */
export type TaskSought = { readonly task: string } | { readonly message: string }

/**
 * A task as it is now and each time it looks otherwise, until it has ended. One that is to come of a message is waited for.
 * @throws {NotThereError} where there is none, or not for them.
 */
export async function* followedTask(
  { reads, onTasksMoved }: ApiBehind,
  by: UserId,
  sought: TaskSought,
  left: AbortSignal,
): AsyncGenerator<ReturnType<typeof shownTaskInFull>> {
  let wake = (): void => {}
  const heard = (): void => wake()
  const stop = onTasksMoved(heard)
  left.addEventListener('abort', heard)
  try {
    let known: object | undefined
    while (!left.aborted) {
      // Before the look: what moves during it wakes.
      const moved = new Promise<void>((resolve) => {
        wake = resolve
      })
      const task = 'task' in sought ? sought.task : await reads.taskOf(by, sought.message)
      const seen = task === undefined ? undefined : await reads.task(by, task)
      if (task !== undefined && !seen) throw new NotThereError(`task ${task}`)
      const shown = seen && shownTaskInFull(seen)
      if (shown && !isDeepStrictEqual(shown, known)) yield shown
      known = shown
      if (seen?.run.endedAt !== undefined) return
      if (!left.aborted) await moved
    }
  } finally {
    stop()
    left.removeEventListener('abort', heard)
  }
}
