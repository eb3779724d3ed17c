import type { DeployPlan } from '../../domain/plans/deploy.ts'
import { changes } from '../../domain/projections.ts'
import type { Run } from '../../domain/run.ts'
import { nameOf } from '../../queries/names.ts'
import type { Texts } from '../../texts/texts.ts'
import type { FactOf, Telling } from './fact.ts'
import { timeOf } from './time-of.ts'

/** A task that puts a release into service, forwards or back. */
export type Deployment = Run & { readonly plan: DeployPlan }

/** Who approved or deployed it, or when, as a sentence that begins with that. */
export async function deploymentSentence(
  asks: FactOf<'deployment'>['asks'],
  run: Deployment,
  { scope, now, texts }: Pick<Telling, 'scope' | 'now' | 'texts'>,
): Promise<string> {
  const words = texts.facts.deployment
  const { kind, service, environment, release } = run.plan
  const who = asks === 'approver' ? await approversOf(run, scope, texts) : await nameOf(scope.store, run.by)
  const what = { who, version: release.version, service, environment, time: timeOf(run.requestedAt, now) }
  switch (asks) {
    case 'approver':
      return run.approved === undefined ? words.notApproved[kind](what) : words.approved[kind](what)
    case 'deployer':
      return didWhat(run, what, texts)
    case 'moment':
      return run.state === 'succeeded'
        ? words.wentLive({ ...what, time: timeOf(run.endedAt ?? run.requestedAt, now) })
        : words.notLive({ ...what, started: didWhat(run, what, texts) })
  }
}

/** Those of its change request; where there was none, whoever confirmed it. */
async function approversOf(
  { change: id, by, brokeGlass }: Deployment,
  { store }: Telling['scope'],
  { formats }: Texts,
): Promise<string> {
  const change = id && !brokeGlass ? await store.get(changes, id) : undefined
  const people = change?.approvals.map((given) => given.by) ?? [by]
  return formats.allOf(await Promise.all(people.map((user) => nameOf(store, user))))
}

function didWhat(
  { plan: { kind }, state }: Deployment,
  what: Parameters<Texts['facts']['deployment']['done']['deploy']>[0],
  { facts: { deployment } }: Texts,
): string {
  if (state === 'succeeded') return deployment.done[kind](what)
  const isOver = state === 'failed' || state === 'cancelled'
  return deployment.started[kind]({ ...what, end: deployment.ends[isOver ? state : 'open'] })
}
