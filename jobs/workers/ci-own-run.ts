import type { CiAsked } from '../../src/domain/ci-asked.ts'
import type { CiRun } from '../../src/domain/ci-run.ts'
import type { Undertaking } from './ci-undertaking.ts'

/** The run that a step has asked for: what carries its mark, or the next attempt of the run whose failed jobs it runs again. */
export async function ownRun({ ci, wanted }: Undertaking, { sight, mark, at }: CiAsked): Promise<CiRun | undefined> {
  const { job, again } = wanted
  if (sight) return ci.show(job, sight.id, mark)
  if (!again) return ci.find(job, mark, at)
  const run = await ci.show(job, String(again.run), mark)
  return (run?.attempt ?? 0) > again.attempt ? run : undefined
}
