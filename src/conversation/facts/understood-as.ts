import type { Slots, Understanding } from '../../domain/understanding.ts'
import type { AskedFact } from './fact.ts'

/** The intent that a fact is closest to: “and in staging?” after it continues with that. */
const CLOSEST = {
  address: 'deploy.status',
  deployment: 'deploy.history',
  duration: 'deploy.history',
  versions: 'out_of_scope',
  places: 'out_of_scope',
  comparison: 'deploy.diff',
  canary: 'out_of_scope',
  'plan-risk': 'out_of_scope',
  gates: 'out_of_scope',
  replicas: 'deploy.status',
  live: 'deploy.status',
  rights: 'access.show',
  holders: 'access.show',
  approvers: 'access.show',
} as const satisfies Record<AskedFact['kind'], string>

/** A question for a fact, as the turns of its thread remember it. */
export function understoodAs({ kind, about: { service, environment } }: AskedFact): Understanding {
  const slots: Slots = {
    ...(service !== undefined && { service }),
    ...(environment !== undefined && { environment }),
  }
  return {
    intent: CLOSEST[kind],
    confidence: 1,
    slots,
    missing: [],
    nearMisses: [],
    unknownNames: [],
    carriedOver: [],
    alternatives: [],
    via: 'rules',
  }
}
