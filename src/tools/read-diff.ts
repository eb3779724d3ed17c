import { z } from 'zod'
import type { ServiceId } from '../domain/ids.ts'
import { targetOf } from '../domain/plan.ts'
import type { Commit, Release } from '../domain/release.ts'
import { findRun } from '../queries/find-runs.ts'
import type { ReaderScope } from '../queries/scope.ts'
import { ofCommit } from './evidence.ts'
import { defineTool, name, type ToolOutcome } from './tool.ts'

const RIGHT = 'deploy.diff'
const MOST_COMMITS = 30

export const readDiff = defineTool({
  name: 'read_diff',
  description:
    'The commits that a task brought (task), or that lie between two versions of a service (service, from, to; tags, branches or commits).',
  effect: 'read',
  permission: RIGHT,
  input: z.union([
    z.strictObject({ task: name.describe('As TASK-7') }),
    z.strictObject({ service: name, from: name, to: name }),
  ]),
  async run(between, scope) {
    return 'task' in between ? ofTask(between.task, scope) : betweenRefs(between, scope)
  },
})

async function ofTask(task: string, scope: ReaderScope): Promise<ToolOutcome> {
  const run = await findRun(scope, task, RIGHT)
  if (!run) return { kind: 'nothing', sentence: 'That task does not exist, or this person may not see it.' }
  const target = targetOf(run)
  return target?.from
    ? foundCommits(target.service, target.from, target.release, scope)
    : { kind: 'nothing', sentence: `No earlier release is recorded to compare ${run.task} with.` }
}

async function betweenRefs(
  { service, from, to }: { readonly service: ServiceId; readonly from: string; readonly to: string },
  scope: ReaderScope,
): Promise<ToolOutcome> {
  const access = await scope.decide(RIGHT, { service })
  if (access.kind === 'refused') return { kind: 'refused', sentence: access.sentence }
  if (!(await mayEverywhere(service, scope))) return { kind: 'refused', sentence: EVERYWHERE }
  const [older, newer] = await Promise.all([scope.delivery.resolve(service, from), scope.delivery.resolve(service, to)])
  if ('problem' in older) return { kind: 'nothing', sentence: older.sentence }
  if ('problem' in newer) return { kind: 'nothing', sentence: newer.sentence }
  return foundCommits(service, older, newer, scope)
}

const EVERYWHERE = 'Commits between any two versions need the permission in every environment of the service.'

/** What lies between two versions may be live in none of the environments the person may look at. */
async function mayEverywhere(service: ServiceId, { settings, mayRead }: ReaderScope): Promise<boolean> {
  const places = settings.services.find(({ id }) => id === service)?.environments ?? []
  const rights = await Promise.all(places.map((environment) => mayRead(RIGHT, { service, environment })))
  return rights.every(Boolean)
}

async function foundCommits(
  service: ServiceId,
  from: Release,
  to: Release,
  { delivery }: ReaderScope,
): Promise<ToolOutcome> {
  const commits = await delivery.commitsBetween(service, from.sha, to.sha, MOST_COMMITS)
  if (commits.length === 0)
    return { kind: 'nothing', sentence: `${to.version} has no commits that ${from.version} lacks.` }
  return {
    kind: 'found',
    facts: { service, from: from.version, to: to.version, commits: commits.map(commitFacts) },
    evidence: commits.map(ofCommit),
  }
}

function commitFacts({ sha, subject, author, at }: Commit) {
  return { id: sha.slice(0, 7), subject, author, at }
}
