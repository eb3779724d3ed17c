import fc from 'fast-check'
import type { SimulationOptions } from '../../src/app/commands/rehearse/simulation.ts'
import { dialogue } from './draw-dialogue.ts'
import { type Fault, judgeDialogue, type Violation } from './judge-dialogue.ts'
import type { Move } from './move.ts'
import { type Played, playDialogue } from './play-dialogue.ts'
import { shrinkDialogue } from './shrink-dialogue.ts'
import { startsIn } from './starts.ts'
import { writeDialogue } from './write-dialogue.ts'

export interface Check {
  readonly count: number
  readonly seed: number
  /** Faults that are looked for, among those there are. */
  readonly faults: readonly Fault[]
  /** Changes what the bot works with: to see that a fault put back is found. */
  readonly alter?: SimulationOptions['alter']
  /** Whether the first dialogue that breaks the rule is made as short as it can be; it is by default. */
  readonly shrinks?: boolean
  /** Called after every dialogue. */
  readonly onPlayed?: (dialogues: number) => void
}

export interface Checked {
  readonly dialogues: number
  /** Moves by what they were, and what was begun. */
  readonly counts: ReadonlyMap<string, number>
  /** The first dialogue that broke the rule, made as short as it can be. */
  readonly violation?: { readonly faults: readonly Fault[]; readonly transcript: string }
}

/** Plays random dialogues until one breaks the rule, or all are played. */
export async function checkDialogues({
  count,
  seed,
  faults,
  alter,
  shrinks = true,
  onPlayed = () => {},
}: Check): Promise<Checked> {
  const counts = new Map<string, number>()
  let dialogues = 0
  const property = fc.asyncProperty(dialogue, async (moves) => {
    const played = await playDialogue(moves, alter)
    countMoves(played, counts)
    onPlayed(++dialogues)
    return among(judgeDialogue(played), faults).length === 0
  })
  const { counterexample } = await fc.check<[readonly Move[]]>(property, { numRuns: count, seed, endOnFailure: true })
  if (!counterexample) return { dialogues, counts }
  return { dialogues, counts, violation: await shortest(counterexample[0], { faults, alter, shrinks }) }
}

/** The same fault in as few words as it takes. */
async function shortest(
  moves: readonly Move[],
  { faults, alter, shrinks }: Pick<Check, 'faults' | 'shrinks'> & { readonly alter: Check['alter'] },
): Promise<NonNullable<Checked['violation']>> {
  const [found] = among(judgeDialogue(await playDialogue(moves, alter)), faults)
  const breaks = async (fewer: readonly Move[]): Promise<boolean> =>
    judgeDialogue(await playDialogue(fewer, alter)).some(({ fault }) => fault === found?.fault)
  const played = await playDialogue(shrinks ? await shrinkDialogue(moves, breaks) : moves, alter)
  const violations = among(judgeDialogue(played), faults)
  return { faults: violations.map(({ fault }) => fault), transcript: writeDialogue(played, violations) }
}

function among(violations: readonly Violation[], faults: readonly Fault[]): readonly Violation[] {
  return violations.filter(({ fault }) => faults.includes(fault))
}

function countMoves(played: readonly Played[], counts: Map<string, number>): void {
  const count = (what: string, by = 1): void => void counts.set(what, (counts.get(what) ?? 0) + by)
  for (const { move, events } of played) {
    if (move.kind === 'says') count(`says: ${move.means.kind}${move.mentions ? '' : ' (overheard)'}`)
    else count(move.kind)
    if ('delivered' in move && move.delivered !== 'once') count(`delivered ${move.delivered}`)
    for (const { approved, plan } of startsIn(events))
      count(`begun: ${plan.kind}${approved === undefined && plan.kind !== 'cancel' ? ' at once' : ' after a yes'}`)
  }
}
