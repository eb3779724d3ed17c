import type { RehearsalDelivery } from '../../adapters/rehearsal/rehearsal-delivery.ts'
import type { Settings } from '../../src/domain/settings.ts'

/** A part of the world that is worse than it says: a simulation that does not find it proves nothing. */
export interface Plant {
  readonly delivery?: (delivery: RehearsalDelivery) => RehearsalDelivery
  readonly settings?: (settings: Settings) => Settings
}

export const PLANTS = {
  /** A delivery that forgets what serves: an order that comes again is done again. */
  'double-effect': {
    delivery: (delivery) => ({
      ...delivery,
      deploy(order, ...rest) {
        const { service, environment } = order
        if (delivery.serving(service, environment)?.sha === order.release.sha)
          delivery.turn(service, environment, 'stopped')
        return delivery.deploy(order, ...rest)
      },
    }),
  },
  /** A bot that does not know which accounts belong to one person. */
  'own-approval': { settings: (settings) => ({ ...settings, people: [] }) },
  /** A bot that reads freezes by the clocks of another zone. */
  'crossed-freeze': {
    settings: (settings) => ({
      ...settings,
      gates: {
        ...settings.gates,
        freezes: settings.gates.freezes.map((freeze) => ({
          ...freeze,
          zone: freeze.zone === 'UTC' ? 'Asia/Tokyo' : 'UTC',
        })),
      },
    }),
  },
} as const satisfies Readonly<Record<string, Plant>>

export type PlantName = keyof typeof PLANTS
export const PLANT_NAMES = Object.keys(PLANTS) as readonly PlantName[]
