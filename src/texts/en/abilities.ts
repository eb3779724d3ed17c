import type { Ability, TargetKind } from '../../domain/ability.ts'

/** What can be asked of what runs, and what cannot. */
export const abilities = {
  /** Follows the name of a service. */
  runs: {
    local: 'runs on the machine of the bot',
    inventory: 'runs on devices',
    command: 'runs by command',
    kubernetes: 'runs on Kubernetes',
    'github-actions': 'runs by GitHub Actions',
  } satisfies Record<TargetKind, string>,
  /** In a sentence: `checkout runs by command: it has no scale.` */
  lacks: {
    restart: 'it has no restart',
    scale: 'it has no scale',
    logs: 'it has no logs that I can read',
  } satisfies Record<Ability, string>,
  missing: ({ service, runs, lacks }: { service: string; runs: string; lacks: string }) =>
    `${service} ${runs}: ${lacks}.`,
  /** How a release takes over where the target has one way of its own. */
  ownWay: {
    local: 'its own',
    inventory: 'all devices of the ring',
    command: 'as its command does it',
    kubernetes: 'as its manifests say',
    'github-actions': 'as its workflow does it',
  } satisfies Record<TargetKind, string>,
  noStrategy: ({
    service,
    runs,
    strategy,
    strategies,
  }: {
    service: string
    runs: string
    strategy: string
    strategies: string
  }) => `${service} ${runs}, which has no ${strategy}. Choose ${strategies}.`,
  oneWay: ({ service, runs }: { service: string; runs: string }) =>
    `${service} ${runs}, which has one way of its own to deploy. Ask again without a strategy.`,
}
