import type { MessageRef } from '../../src/domain/ids.ts'
import { buttonsIn, isOpen, NOTHING_OPEN, type Open } from './asked.ts'
import { DUTY_FAULTS, type DutyFault, dutiesMissed, misreadings } from './duties.ts'
import { grantOf } from './grants.ts'
import { faultOf, START_FAULTS, type StartFault } from './permitted.ts'
import type { Played } from './play-dialogue.ts'
import { startsIn } from './starts.ts'
import { afterMove } from './what-is-open.ts'

export const FAULTS = [...START_FAULTS, ...DUTY_FAULTS] as const
export type Fault = StartFault | DutyFault

export interface Violation {
  readonly fault: Fault
  /** Which move it came of, from 0. */
  readonly move: number
}

/** Holds what came of each move against the rule of the conversation: what may begin, and what the bot owes. */
export function judgeDialogue(played: readonly Played[]): readonly Violation[] {
  const shown = new Map<MessageRef, readonly string[]>()
  let open = NOTHING_OPEN
  return played.flatMap((one, move) => {
    const before = open
    open = afterMove(before, one)
    for (const { message, card } of one.happenings.filter((happening) => 'message' in happening))
      shown.set(message, buttonsIn(card))
    const faults: readonly Fault[] = [
      ...wrongStarts(before, one),
      ...dutiesMissed(before, open, one),
      ...misreadings(before, one),
      ...staleButtons(open, one, shown),
    ]
    return faults.map((fault) => ({ fault, move }))
  })
}

function wrongStarts(before: Open, played: Played): readonly StartFault[] {
  const grant = grantOf(before, played)
  return startsIn(played.events).flatMap((start, index) => {
    const fault = faultOf(start, grant, before, played)
    // One move begins one thing.
    return fault ?? (index === 0 ? [] : 'began twice')
  })
}

function staleButtons(
  { asked }: Open,
  { at }: Played,
  shown: ReadonlyMap<MessageRef, readonly string[]>,
): readonly DutyFault[] {
  const seen = new Set([...shown.values()].flat())
  const stale = [...asked.values()].some((one) => one.kind === 'plan' && !isOpen(one, at) && seen.has(one.confirm))
  return stale ? ['left the buttons of what is closed'] : []
}
