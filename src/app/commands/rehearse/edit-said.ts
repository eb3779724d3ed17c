import type { Delivery } from '../../../../adapters/rehearsal/platform.ts'
import { editFrom, type Said } from '../../../../adapters/rehearsal/said.ts'
import { deliver, ImpossibleStepError } from './deliver.ts'
import type { Memory } from './memory.ts'
import type { Simulation } from './simulation.ts'
import type { Step } from './transcript-step.ts'

export async function rewrite(
  { by, of, to, thenKilled }: NonNullable<Step['rewrites']>,
  stage: Simulation,
): Promise<Memory> {
  const said = saidBy(by, of, stage)
  const edit = editFrom({ ...said, text: to }, stage.happenings.length + 1)
  stage.happenings.push({ kind: 'said', place: said.thread, by: said.by, text: to, of: said.number })
  const memory = await change({ kind: 'edit', edit }, said, stage)
  if (thenKilled) stage.process.kill()
  return memory
}

export async function unsay({ by, of }: NonNullable<Step['deletes']>, stage: Simulation): Promise<Memory> {
  const said = saidBy(by, of, stage)
  const { message } = editFrom(said, 0)
  stage.happenings.push({ kind: 'unsaid', place: said.thread, by: said.by, text: said.text })
  return change({ kind: 'deletion', deletion: { keys: [`${message}:deleted`], message }, by: said.by }, said, stage)
}

async function change(delivery: Delivery, { name, thread: place }: Said, stage: Simulation): Promise<Memory> {
  await deliver(stage, delivery)
  return { place, person: name, again: () => delivery }
}

/** The newest message of a person, or their newest with these words. */
function saidBy(name: string, of: string | undefined, { cast, happenings }: Simulation): Said {
  const by = cast.idOf(name)
  const at = happenings.findLastIndex(
    (one) => one.kind === 'said' && one.by === by && (of === undefined || one.text.includes(of)),
  )
  const found = happenings[at]
  if (found?.kind !== 'said') throw new ImpossibleStepError(`${name} has said nothing${of ? ` with “${of}”` : ''}`)
  return { by, name, thread: found.place, text: found.text, number: found.of ?? at + 1 }
}
