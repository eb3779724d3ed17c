import type { CommandEnd } from '../../../src/ports/command-runner.ts'
import { failed, type WorkOutcome } from '../../../src/ports/work-outcome.ts'
import type { CommandPlace } from './command-place.ts'

/** A command that has not done what it was to do. */
export type NotDone = Exclude<CommandEnd, { kind: 'lost' } | { kind: 'cancelled' }>

/** @param what As people call the command: `The deploy command of v1.2.0`. @param progress What it told of itself. */
export function notDone(
  what: string,
  end: NotDone,
  { timeoutSeconds }: CommandPlace,
  progress: readonly string[],
): WorkOutcome {
  const last = progress.at(-1)
  const tail = end.tail === '' ? undefined : end.tail
  const said = last === undefined ? '' : ` It last said: ${last}`
  switch (end.kind) {
    case 'ended':
      return failed(
        `${what} ended with exit code ${end.exitCode}.${said}`,
        'Fix what its output shows, then ask again.',
        tail,
      )
    case 'broken':
      return failed(`${what} ${end.how}.${said}`, 'Fix what its output shows, then ask again.', tail)
    case 'timed-out':
      return failed(
        `${what} took longer than ${timeoutSeconds} s and was stopped.${said}`,
        'See in its output where it hangs, or allow it a longer timeoutSeconds; then ask again.',
        tail,
      )
  }
}

/**
 * It may have done a part of its work.
 *
 * @param how `lost`: its processes are gone, as after a restart of the machine, and nobody noted its end.
 * @param known What was found out, as a sentence.
 */
export function interrupted(what: string, how: 'lost' | 'cancelled', known: string): WorkOutcome {
  const happened = how === 'lost' ? 'was interrupted' : 'was stopped while it ran'
  return failed(
    `${what} ${happened}, and it cannot be told how much of its work was done. ${known}`,
    'Look at what it has done, then ask again: it is not run twice unasked.',
  )
}
