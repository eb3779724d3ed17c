import { changeStream } from '../../../src/domain/change-request.ts'
import type { History } from '../../../src/domain/histories.ts'
import { planHash } from '../../../src/domain/plan.ts'
import { runStream } from '../../../src/domain/run.ts'
import { isRunRequested, type RunRequested } from '../../../src/domain/run-events.ts'
import type { CreateInvariant, Scene } from '../invariant.ts'
import type { ApprovalPolicy } from '../team.ts'

/** Nothing starts without the approvals that the policy asks for at that moment, by people who may give them then. */
export const approvedStarts: CreateInvariant = (scene, { checked, broken }) => ({
  async appended({ body }) {
    if (
      !isRunRequested(body) ||
      (body.plan.kind !== 'deploy' && body.plan.kind !== 'rollback') ||
      body.thread.includes('#before')
    )
      return
    const { task, plan, restoresFor, brokeGlass, overrides = [] } = body
    // What an approval demanded was permitted with it.
    if (restoresFor !== undefined) return
    const asked = policiesFor(body, scene)
    if (asked.length === 0 && overrides.length === 0) return
    checked()
    if (brokeGlass) {
      const { by } = brokeGlass
      if (!scene.holds(by, 'captain') && !scene.holds(by, 'owner')) broken(`${by} broke the glass for ${task}`)
      return
    }
    const people = await approving(body, scene)
    const others = people.filter((user) => scene.personOf(user) !== scene.personOf(body.by))
    if (overrides.length > 0 && others.length === 0) broken(`${task} set ${overrides.join(', ')} aside by itself`)
    for (const { role, count } of asked) {
      const votes = new Set(people.filter((user) => scene.holds(user, role)).map(scene.personOf))
      votes.delete(scene.personOf(body.by))
      if (votes.size < count)
        broken(`${task} (${plan.kind} to ${plan.environment}) started with ${votes.size} of ${count} ${role}`)
    }
  },
})

function policiesFor({ plan }: RunRequested, { team, now }: Scene): readonly ApprovalPolicy[] {
  const hour = now().getUTCHours()
  const isNight = hour >= 18 || hour < 8
  return team.approvals.filter(
    ({ environment, rollbacks, atNight }) =>
      'environment' in plan &&
      environment === plan.environment &&
      (plan.kind === 'deploy' || rollbacks) &&
      (!atNight || isNight),
  )
}

/** Whose yes was for this very plan, now or at a later time. */
async function approving({ change, approved, parent }: RunRequested, { store }: Scene): Promise<readonly string[]> {
  if (parent) return approvingSteps(await store.readStream(runStream(parent.task)))
  if (change === undefined) return []
  const history = await store.readStream(changeStream(change))
  const asked = history.findLast(({ body }) => body.type === 'change.requested' || isAskedAgain(body))?.body
  if (!asked || !('approvers' in asked)) return []
  const { plan, planHash: of } = asked
  if ((plan.kind === 'schedule' ? planHash(plan.deploy) : of) !== approved) return []
  return history.flatMap(({ body }) => (body.type === 'approval.given' && body.planHash === of ? [body.by] : []))
}

/** What a workflow deploys rests on the yes to its own steps. */
const approvingSteps = (history: History): readonly string[] =>
  history.flatMap(({ body }) => (body.type === 'run.approval.given' ? [body.by] : []))

const isAskedAgain = (body: { readonly type: string; readonly keeps?: true }): boolean =>
  body.type === 'approval.requested' && body.keeps !== true
