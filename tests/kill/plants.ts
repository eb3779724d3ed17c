import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outside } from '../../src/app/start-app.ts'
import type { Delivery } from '../../src/ports/delivery.ts'
import type { DeployOrder } from '../../src/ports/deployer.ts'

/**
 * Faults that the kill test must find, each in what a bot makes of an order that another one had begun.
 * `doubled-rollout`: it replaces the pods before it looks. `lost-rollout`: it takes the order for carried out.
 */
export const PLANTS = ['doubled-rollout', 'lost-rollout'] as const
type Plant = (typeof PLANTS)[number]

const noteIn = (folder: string): string => join(folder, 'plant')

/** Every bot on this folder has the fault from now on; none when it is left out. */
export function plant(folder: string, fault: Plant | undefined): void {
  writeFileSync(noteIn(folder), fault ?? '')
}

const plantedIn = (folder: string): string => (existsSync(noteIn(folder)) ? readFileSync(noteIn(folder), 'utf8') : '')

/** A part of the outside, with the fault in it that is planted when it is used. */
export function plantable<Part extends keyof Outside>(folder: string, name: Part, part: Outside[Part]): Outside[Part] {
  return name === 'delivery' ? ({ ...part, deploy: deployWithFault(folder, part as Delivery) } as Outside[Part]) : part
}

function deployWithFault(folder: string, delivery: Delivery): Delivery['deploy'] {
  const own = new Set<string>()
  const isOfAnother = ({ task }: DeployOrder): boolean => {
    const note = join(folder, `began-${task}`)
    const wasBegun = existsSync(note) && !own.has(task)
    writeFileSync(note, '')
    own.add(task)
    return wasBegun
  }
  return async (order, report, signal, trial) => {
    const fault = isOfAnother(order) ? plantedIn(folder) : ''
    if (fault === 'lost-rollout') return { kind: 'done' }
    if (fault === 'doubled-rollout') {
      const { restart } = delivery.abilities(order.service, order.environment)
      if (restart.kind === 'able') await restart.part.restart(order, async () => undefined, signal)
    }
    return delivery.deploy(order, report, signal, trial)
  }
}
