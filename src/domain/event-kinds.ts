import type { ShipmateEvent } from './events.ts'
import { isOfLock } from './gates/place-lock.ts'

type EventType = ShipmateEvent['type']

/** Something happened to a task. */
export const isOfRun = (type: EventType): boolean => type.startsWith('run.')

/** Something happened to a change request. */
export const isOfChange = (type: EventType): boolean => type.startsWith('change.') || type.startsWith('approval.')

/** Something was asked of a person, or answered. */
export const isOfQuestion = (type: EventType): boolean =>
  type.startsWith('question.') || type.startsWith('confirmation.') || type.startsWith('handover.')

/** A person has locked a place, or a lock has ended. */
export const isOfPlaceLock = (type: EventType): boolean => isOfLock({ type })

/** A deployment was scheduled, or its schedule has ended. */
export const isOfSchedule = (type: EventType): boolean => type === 'deploy.scheduled' || type.startsWith('schedule.')
