import type { Release } from '../../../src/domain/release.ts'
import type { Deployer, DeployOrder, DeployOutcome } from '../../../src/ports/deployer.ts'
import { type Failed, failed, type WorkOutcome } from '../../../src/ports/work-outcome.ts'
import { wholeBuild } from '../../workspace/release-folders.ts'
import type { CommandMeans } from './command-means.ts'
import { type CommandPlace, placeName } from './command-place.ts'
import type { Known } from './filled-command.ts'
import { interrupted, notDone } from './outcomes.ts'
import { placeNotes } from './place-notes.ts'
import { runOnce } from './run-once.ts'
import type { StatusAnswer } from './status-answer.ts'
import type { StatusReader } from './status-reader.ts'

/** Puts releases into service by the deploy command of a place, and earlier ones back by its rollback command, if it has one. */
export function createCommandDeployer(means: CommandMeans, status: StatusReader): Deployer {
  return {
    async deploy(order, report, signal): Promise<DeployOutcome> {
      const place = means.placeOf(order.service, order.environment)
      if (!place) return failed(`${placeName(order)} is not deployed by command here.`, 'Add it to the configuration.')
      if (order.strategy === 'canary')
        return failed(
          `${placeName(order)} is deployed by command, which has no canaries. Nothing was changed.`,
          'Ask again without one.',
        )
      const verb = order.isRollback && place.commands.rollback ? 'rollback' : 'deploy'
      const known = knownOf(order)
      const folder = (): Promise<string | Failed> => folderOf(means, place, order)
      const ran = await runOnce(means, place, { ...order, verb, known, folder }, report, signal)
      if (ran.kind === 'failed') return ran.failed
      if (ran.kind === 'cancelled') return { kind: 'cancelled' }
      const { end, progress } = ran
      const what = `The ${verb} command of ${order.release.version}`
      if (end.kind === 'lost' || end.kind === 'cancelled')
        return reconciled(means, place, order, status, end.kind, what, report)
      if (end.kind !== 'ended' || end.exitCode !== 0) return notDone(what, end, place, progress)
      await deployed(means, place, order, report)
      return done(place, order, end.outputs.detail)
    },
  }
}

function knownOf({ task, release, from }: DeployOrder): Known {
  const before = from && { from: from.version, fromSha: from.sha }
  return { task, version: release.version, sha: release.sha, ...before }
}

async function folderOf(
  { releases, confinement }: CommandMeans,
  { service, folder }: CommandPlace,
  { release: { sha, version } }: DeployOrder,
): Promise<string | Failed> {
  if (folder !== undefined) return folder
  const whole = await wholeBuild(releases, service, sha, confinement)
  return whole ?? failed(`${version} of ${service} is not built.`, `Build ${version} first.`)
}

/** It is remembered first: a phase that is told and not kept would be told once only. */
async function deployed(
  means: CommandMeans,
  place: CommandPlace,
  order: DeployOrder,
  report: (phase: 'healthy' | 'switched') => Promise<void>,
): Promise<void> {
  const folder = await folderOf(means, place, order)
  await placeNotes(means.notes, place).change(async (known) => {
    const { release } = order
    const at = new Date().toISOString()
    const isFolder = typeof folder === 'string'
    return { notes: { ...known, ...(isFolder && { deployed: { release, folder, at } }) }, result: undefined }
  })
  await report('healthy')
  await report('switched')
}

/**
 * Where nobody noted how it ended, or it was stopped in the middle, the status command may know whether the release serves. It
 * is never run again unasked.
 */
async function reconciled(
  means: CommandMeans,
  place: CommandPlace,
  order: DeployOrder,
  status: StatusReader,
  how: 'lost' | 'cancelled',
  what: string,
  report: (phase: 'healthy' | 'switched') => Promise<void>,
): Promise<WorkOutcome> {
  const answer = await status.read(place.service, place.environment)
  const found = whatServes(answer, order.release)
  if (found.kind === 'the-release') {
    await deployed(means, place, order, report)
    return done(place, order, undefined)
  }
  return how === 'cancelled' && found.kind === 'another'
    ? { kind: 'cancelled' }
    : interrupted(what, how, found.sentence)
}

type FoundServing =
  | { readonly kind: 'the-release' }
  /** `another`: it is certain that users do not have the release. */
  | { readonly kind: 'another' | 'not-known'; readonly sentence: string }

function whatServes({ health, isNamed }: StatusAnswer, { version, sha }: Release): FoundServing {
  if (health.state === 'unknown') return { kind: 'not-known', sentence: health.sentence }
  if (health.state === 'nothing-deployed')
    return { kind: 'another', sentence: 'Its status command says that nothing is deployed.' }
  if (!isNamed) return { kind: 'not-known', sentence: 'Its status command names no version.' }
  const { release } = health
  if (release.sha !== sha && release.version !== version)
    return { kind: 'another', sentence: `Its status command says that ${release.version} serves.` }
  if (health.state === 'healthy') return { kind: 'the-release' }
  return { kind: 'not-known', sentence: `${version} is there and unhealthy: ${health.sentence}` }
}

const LONGEST_DETAIL = 200

function done({ url }: CommandPlace, { release: { version } }: DeployOrder, said: string | undefined): WorkOutcome {
  const where = url === undefined ? `${version} is deployed.` : `${version} is live at ${url}`
  return { kind: 'done', detail: said === undefined ? where : `${where} ${said.slice(0, LONGEST_DETAIL)}` }
}
