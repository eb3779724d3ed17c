import type { CiSight, CiSystem } from './ci-run.ts'

/** That a system was asked for a run, once for ever, and what was seen of it since. `at`: ISO 8601 in UTC. */
export interface CiAsked {
  readonly system: CiSystem
  readonly mark: string
  readonly at: string
  readonly sight?: CiSight
  /** Since when it is asked to end. */
  readonly stoppingSince?: string
}

/** By step. */
export type CiAskedOf = Readonly<Record<string, CiAsked>>

type Told =
  | { readonly type: 'run.ci.asked'; readonly step: string; readonly system: CiSystem; readonly mark: string }
  | { readonly type: 'run.step.paused'; readonly step: string; readonly ci?: CiSight; readonly stopping?: true }
  | { readonly type: 'run.step.retried'; readonly step: string }

/** What is known of the runs of a task after such an event. */
export function evolveCi(asked: CiAskedOf | undefined, body: Told, at: string): { readonly ci?: CiAskedOf } {
  if (body.type === 'run.ci.asked')
    return { ci: { ...asked, [body.step]: { system: body.system, mark: body.mark, at } } }
  const { [body.step]: known, ...others } = asked ?? {}
  // The next try asks for a run of its own.
  if (body.type === 'run.step.retried') return known ? { ci: others } : {}
  if (!known) return asked ? { ci: asked } : {}
  const stopping = body.stopping && { stoppingSince: known.stoppingSince ?? at }
  return { ci: { ...asked, [body.step]: { ...known, ...(body.ci && { sight: body.ci }), ...stopping } } }
}
