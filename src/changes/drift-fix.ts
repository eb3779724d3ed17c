import type { Drift } from '../domain/drift.ts'
import { environmentKey } from '../domain/environment.ts'
import type { TaskId } from '../domain/ids.ts'
import { targetOf } from '../domain/plan.ts'
import { environments, runs } from '../domain/projections.ts'
import type { Slots } from '../domain/understanding.ts'
import type { Documents } from '../ports/event-store.ts'
import type { Texts } from '../texts/texts.ts'

/** The change that fixes a drift. */
export interface DriftFix {
  readonly intent: 'deploy.start' | 'rollback.start'
  readonly slots: Slots
}

/** The change that fixes a drift, or a sentence that says why there is none. */
export async function driftFixFor(drift: Drift, documents: Documents, texts: Texts): Promise<DriftFix | string> {
  const { choice, task, expected, service, environment } = drift
  const place = await documents.get(environments, environmentKey(service, environment))
  const { noFix } = texts.drift
  // An old button must not undo what was asked for after the drift.
  if (place?.holder !== undefined) return noFix.changing({ task: place.holder, service, environment })
  if (place?.current?.task !== task) return noFix.deployedSince(drift)
  switch (choice?.remediation) {
    case undefined:
      return forAPerson(drift, texts)
    case 'redeploy':
      return {
        intent: 'deploy.start',
        slots: { service, environment, ref: expected.sha, ...(await strategyOf(task, documents)) },
      }
    case 'roll-back': {
      const before = place.previous?.release
      return before
        ? { intent: 'rollback.start', slots: { service, environment, ref: before.sha } }
        : forAPerson(drift, texts)
    }
  }
}

/** A service deployed with `recreate` must not run twice at the same time, in its fix either. */
async function strategyOf(task: TaskId, documents: Documents): Promise<Slots> {
  const run = await documents.get(runs, task)
  return run && targetOf(run)?.strategy === 'recreate' ? { strategy: 'recreate' } : {}
}

function forAPerson({ service, environment, choice, sentence }: Drift, { drift: { noFix } }: Texts): string {
  const why = choice ? choice.reasons.join(' ') : noFix.notJudged
  return noFix.forAPerson({ service, environment, drift: sentence, why })
}
