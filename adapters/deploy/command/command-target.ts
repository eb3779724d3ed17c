import type { CommandVerb } from '../../../src/domain/command-verbs.ts'
import { type Abilities, able, LACKING, type Offer } from '../../../src/ports/abilities.ts'
import type { DeployTarget } from '../../../src/ports/delivery.ts'
import { type CommandTargetParts, commandMeans } from './command-means.ts'
import { placeName } from './command-place.ts'
import { createCommandDeployer } from './deployer.ts'
import { createCommandLogs } from './logs.ts'
import { createCommandRestarter } from './restarter.ts'
import { createCommandScaler } from './scaler.ts'
import { createStatusReader } from './status-reader.ts'

/** Delivers by commands of a team: each does what one of ours would do here, and says how it ended by its exit code. */
export function createCommandTarget(parts: CommandTargetParts): DeployTarget {
  const means = commandMeans(parts)
  const status = createStatusReader(means)
  const restarter = createCommandRestarter(means)
  const scaler = createCommandScaler(means, status)
  const logs = createCommandLogs(means)
  return {
    ...createCommandDeployer(means, status),
    health: async (service, environment) => (await status.read(service, environment)).health,
    abilities(service, environment): Abilities {
      const place = means.placeOf(service, environment)
      const offer = <Part>(verb: CommandVerb, part: Part): Offer<Part> => {
        if (!place) return LACKING
        return place.commands[verb] ? able(part) : { kind: 'lacking', detail: `Add target.${verb} to have it.` }
      }
      return {
        runsBy: 'command',
        strategies: [],
        restart: offer('restart', restarter),
        scale: offer('scale', scaler),
        logs: offer('logs', logs),
      }
    },
    async canaryBlocker(service, environment) {
      return `${placeName({ service, environment })} is deployed by command, which has no canaries.`
    },
    start: async () => undefined,
    close: async () => undefined,
  }
}
