import { createHash } from 'node:crypto'
import type { Fleet } from '../../../../adapters/rehearsal/fleet.ts'
import type { Delivery } from '../../../../adapters/rehearsal/platform.ts'
import { messageFrom, type Said } from '../../../../adapters/rehearsal/said.ts'
import type { CodeReport } from '../../../domain/code-happening.ts'
import { platformOf } from '../../../domain/ids.ts'
import { deliver, ImpossibleStepError, platformOn } from './deliver.ts'
import { rewrite, unsay } from './edit-said.ts'
import { findButton } from './find-button.ts'
import type { Memory } from './memory.ts'
import type { Simulation } from './simulation.ts'
import type { Step } from './transcript-step.ts'

/** Does what a step says; what follows from it happens when the stage settles. */
export async function act(step: Step, stage: Simulation, memory: Memory): Promise<Memory> {
  if (step.says) return say(step.says, stage)
  if (step.presses) return press(step.presses, stage)
  if (step.fills) return fill(step.fills, stage)
  if (step.rewrites) return rewrite(step.rewrites, stage)
  if (step.deletes) return unsay(step.deletes, stage)
  if (step.redelivers) await redeliver(step.redelivers, stage, memory)
  if (step.advances !== undefined) await stage.pass(step.advances)
  if (step.kills) stage.process.kill()
  if (step.restarts) await stage.restart()
  if (step.takes) await stage.restart(step.takes)
  if (step.joins) await join(step.joins, stage)
  if (step.moves) stage.delivery.move(step.moves.service, step.moves.branch, step.moves.to)
  if (step.turns) {
    const { service, environment, into, byHand } = step.turns
    stage.delivery.turn(service, environment, into, byHand)
  }
  if (step.reports) await stage.process.report({ kind: 'report', report: reportFrom(step.reports) })
  if (step.ciReports) await reportCi(step.ciReports, stage)
  if (step.endsRun) await endRun(step.endsRun, stage)
  if (step.tag) stage.delivery.moveTag(step.tag.service, step.tag.version, step.tag.to)
  if (step.codeHost) turnCode(step.codeHost, stage)
  for (const line of step.writes?.lines ?? []) {
    stage.delivery.write(step.writes?.service ?? '', step.writes?.environment ?? '', line)
  }
  if (step.ci) stage.ci.state = step.ci
  if (step.device) fleetOf(stage).turn(step.device.id, step.device.service, step.device.into)
  if (step.inventory) fleetOf(stage).state = step.inventory
  if (step.holds) stage.gates.hold(step.holds)
  if (step.lets) stage.gates.letGo()
  if (step.database) stage.outages.down = step.database === 'down'
  if (step.platform) platformOn(stage, memory.place).state = step.platform
  if (step.revokes) stage.cast.revoke(step.revokes)
  return memory
}

async function say(
  { by, in: where, text: words, upTo = words.length, thenKilled }: NonNullable<Step['says']>,
  stage: Simulation,
): Promise<Memory> {
  const text = words.repeat(Math.ceil(upTo / words.length)).slice(0, upTo)
  const id = stage.cast.idOf(by)
  const place = stage.cast.placeOf(where, by)
  const said: Said = { by: id, name: by, thread: place, text, number: stage.happenings.length + 1 }
  const again = (form: 'same' | 'twin'): Delivery => ({ kind: 'message', message: messageFrom(said, form) })
  stage.happenings.push({ kind: 'said', place, by: id, text })
  await deliver(stage, again('same'))
  if (thenKilled) stage.process.kill()
  return { place, person: by, again }
}

async function press(
  { by, button, of, times, thenKilled }: NonNullable<Step['presses']>,
  stage: Simulation,
): Promise<Memory> {
  const id = stage.cast.idOf(by)
  const found = findButton(stage.happenings, id, button, of)
  if (!found) throw new ImpossibleStepError(`no card${of ? ` with “${of}”` : ''} has had a button “${button}”`)
  const { place } = found
  const presses = Array.from({ length: times }, (): Delivery => {
    stage.happenings.push({ kind: 'pressed', place, by: id, label: button })
    const keys = [`${platformOf(id)}:press:${stage.happenings.length}`]
    return { kind: 'press', press: { keys, thread: place, by: id, button: found.id } }
  })
  await Promise.all(presses.map((one) => deliver(stage, one)))
  if (thenKilled) stage.process.kill()
  return { place, person: by, again: () => presses[0] }
}

async function fill(
  { by, form: title, text: words, upTo = words.length, times, thenKilled }: NonNullable<Step['fills']>,
  stage: Simulation,
): Promise<Memory> {
  const id = stage.cast.idOf(by)
  const opened = stage.happenings.findLast(
    (one) => one.kind === 'opened' && one.to === id && (title === undefined || one.form.title === title),
  )
  if (opened?.kind !== 'opened') throw new ImpossibleStepError(`no form has opened for ${by}`)
  const { place, form } = opened
  const text = words.repeat(Math.ceil(upTo / Math.max(1, words.length))).slice(0, upTo)
  stage.happenings.push({ kind: 'filled', place, by: id, text })
  const keys = [`${platformOf(id)}:form:${stage.happenings.length}`]
  const again = (): Delivery => ({ kind: 'form', form: { keys, thread: place, by: id, form: form.id, text } })
  await Promise.all(Array.from({ length: times }, () => deliver(stage, again())))
  if (thenKilled) stage.process.kill()
  return { place, person: by, again }
}

/** As long as the lease that the bot takes for itself. */
const LEASE_MS = 15_000

async function join({ name, takes, inHand }: NonNullable<Step['joins']>, { bus, registry }: Simulation): Promise<void> {
  const entry = { id: name, name, host: 'elsewhere', pid: 7, capabilities: takes, models: [], inHand, capacity: 4 }
  await registry.register(entry, LEASE_MS)
  await bus.publish('worker.registered', { id: name, name, capabilities: takes })
}

/** What was signed is all but the id of the delivery. */
function reportFrom({ signed, ...report }: NonNullable<Step['reports']>): CodeReport {
  const digest = createHash('sha256')
    .update(JSON.stringify([signed ?? report.delivery]))
    .digest('hex')
    .slice(0, 40)
  return { digest, ...report }
}

async function endRun(
  { service, environment, as, told }: NonNullable<Step['endsRun']>,
  { delivery, process }: Simulation,
): Promise<void> {
  const progress = delivery.endRun(service, environment, as)
  for (let count = 0; count < told; count++) await process.report({ kind: 'progress', progress })
}

async function reportCi({ run, as, told }: NonNullable<Step['ciReports']>, { ci, process }: Simulation): Promise<void> {
  const progress = ci.end(run, as)
  for (let count = 0; count < told; count++) await process.report({ kind: 'progress', progress })
}

function turnCode({ service, ...change }: NonNullable<Step['codeHost']>, { delivery }: Simulation): void {
  const { pullRequests, checks, problem } = change
  delivery.turnCode(service, { problem, ...(pullRequests && { pullRequests }), ...(checks && { checks }) })
}

function fleetOf({ fleet }: Simulation): Fleet {
  if (!fleet) throw new ImpossibleStepError('the configuration names no inventory')
  return fleet
}

async function redeliver(
  { times, form }: NonNullable<Step['redelivers']>,
  stage: Simulation,
  { again }: Memory,
): Promise<void> {
  const delivery = again(form)
  if (!delivery) throw new ImpossibleStepError('nothing has been said, pressed or sent that could be delivered again')
  for (let count = 0; count < times; count++) await deliver(stage, delivery)
}
