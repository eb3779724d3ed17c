import type { ChangeCapability } from '../capability.ts'

export const serviceRestart = {
  intent: 'service.restart',
  effect: 'danger',
  ability: 'restart',
  spokenOf: /\b(?:re)?start|\breboot|\bbounce|\brecycle|\breload|\brelaunch|\bkick\b/i,
  command: {
    name: 'restart',
    options: [{ slot: 'service', required: true }, { slot: 'environment' }],
  },
  want: async (_, __, { service, environment }) => ({
    kind: 'change',
    request: { kind: 'restart', service: String(service), environment: String(environment) },
  }),
} as const satisfies ChangeCapability
