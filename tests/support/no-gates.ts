import type { GateSettings } from '../../src/domain/settings.ts'

/** Nothing is ever frozen, and no environment comes before another. */
export const NO_GATES: GateSettings = { freezes: [], order: [], lockMinutes: 60, missedMinutes: 15, timeZone: 'UTC' }
