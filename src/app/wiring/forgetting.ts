import type { OpenStore } from '../../../adapters/store/store.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import type { ErasingParts } from '../../forgetting/erase-events.ts'
import { forgetPerson } from '../../forgetting/forget-person.ts'
import { systemClock } from '../../ports/clock.ts'
import type { Forget } from '../../ports/forget.ts'

export function forgettingIn(opened: OpenStore<ShipmateEvent>): Forget {
  return (person, isApplied) => forgetPerson(erasingIn(opened), person, isApplied)
}

export const erasingIn = ({ store, audit, eraseRows, forget }: OpenStore<ShipmateEvent>): ErasingParts => ({
  ...{ store, audit, rows: eraseRows, clock: systemClock, forgetMemory: forget },
})
