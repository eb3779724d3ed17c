import type { EnvironmentId, ServiceId, ThreadId } from './ids.ts'
import type { Place } from './place.ts'
import type { RunState } from './run.ts'

export const ANNOUNCED_MOMENTS = ['start', 'success', 'failure'] as const
export type AnnouncedMoment = (typeof ANNOUNCED_MOMENTS)[number]

/** Which changes a channel hears of that nobody asked for there. */
export interface AnnouncementRule {
  readonly channel: ThreadId
  /** All when left out. */
  readonly services?: readonly ServiceId[]
  /** All when left out. */
  readonly environments?: readonly EnvironmentId[]
  readonly on: readonly AnnouncedMoment[]
}

/** The channels that hear of a run as it is now, each once. */
export function announcedIn(
  { service, environment }: Place,
  state: RunState,
  rules: readonly AnnouncementRule[],
): readonly ThreadId[] {
  const reached = momentsOf(state)
  const channels = rules
    .filter(({ services = [service] }) => services.includes(service))
    .filter(({ environments = [environment] }) => environments.includes(environment))
    .filter(({ on }) => on.some((moment) => reached.includes(moment)))
    .map(({ channel }) => channel)
  return [...new Set(channels)]
}

/** A message about the start is edited into how it ended, so its end counts as one too. */
function momentsOf(state: RunState): readonly AnnouncedMoment[] {
  switch (state) {
    case 'queued':
      return []
    case 'running':
      return ['start']
    case 'succeeded':
      return ['start', 'success']
    case 'failed':
    case 'cancelled':
      return ['start', 'failure']
  }
}
