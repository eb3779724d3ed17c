import type { Block } from '../domain/card.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import { rerunButton, rerunOf } from '../domain/rerun.ts'
import type { Run } from '../domain/run.ts'
import type { Texts } from '../texts/texts.ts'

/** Offers to run the failed jobs again, until something has gone live since. */
export function rerunBlocks(run: Run, place: EnvironmentState | undefined, texts: Texts): readonly Block[] {
  const isLater = place?.current !== undefined && Date.parse(place.current.at) > Date.parse(run.endedAt ?? '')
  if (isLater || !run.failure?.failedJobs || !rerunOf(run)) return []
  return [
    { kind: 'buttons', buttons: [{ id: rerunButton(run), label: texts.workflows.retry.failedJobs, style: 'primary' }] },
  ]
}
