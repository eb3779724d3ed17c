import type { ChangeCapability } from '../capability.ts'

export const serviceScale = {
  intent: 'service.scale',
  effect: 'danger',
  ability: 'scale',
  spokenOf: /scal|\bresize|\binstances?\b|\breplicas?\b|\bpods?\b|\bcopies\b|\bbring up|\brun \d/i,
  command: {
    name: 'scale',
    options: [{ slot: 'service', required: true }, { slot: 'count', required: true }, { slot: 'environment' }],
  },
  want: async (_, __, { service, environment, count }) => ({
    kind: 'change',
    request: { kind: 'scale', service: String(service), environment: String(environment), count: Number(count) },
  }),
} as const satisfies ChangeCapability
