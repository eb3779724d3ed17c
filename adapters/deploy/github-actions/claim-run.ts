import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { githubFailure } from '../../code-host/github/github-failure.ts'
import type { Deployment } from './actions-api.ts'
import { runMark, type Undertaking } from './undertaking.ts'

/** Somebody has asked, or is asking, for the run; `since`: ISO 8601 in UTC. */
export type Claim =
  | { readonly kind: 'asked'; readonly since: string }
  | { readonly kind: 'ended'; readonly outcome: DeployOutcome }

/**
 * Asks for the run of a deployment, once for ever: the process that posted the first `queued` status asks. Where that process died
 * after it, the run may be asked for already, so no other process asks; it looks for the run.
 */
export async function claimRun(undertaking: Undertaking, { id }: Deployment): Promise<Claim> {
  const { api, signal, clock } = undertaking
  const before = (await api.statuses(id)).find(({ state }) => state === 'queued')
  if (before) return { kind: 'asked', since: before.created_at }
  if (signal.aborted) return { kind: 'ended', outcome: { kind: 'cancelled' } }
  const taken = await runAlready(undertaking, id)
  if (taken) return { kind: 'ended', outcome: taken }
  const own = await api.addStatus(id, 'queued', { description: 'Shipmate asks for the run.' })
  const first = (await api.statuses(id)).find(({ state }) => state === 'queued')
  const asked: Claim = { kind: 'asked', since: first?.created_at ?? clock.now().toISOString() }
  if (first && first.id !== own) return asked
  const refused = await dispatched(undertaking, id)
  return refused ? { kind: 'ended', outcome: refused } : asked
}

/** Somebody may have run the jobs again on GitHub: what is under way there is not done twice. */
async function runAlready({ api, order: { rerun } }: Undertaking, id: number): Promise<DeployOutcome | undefined> {
  if (!rerun || (await api.run(rerun.run)).run_attempt === rerun.attempt) return undefined
  await api.addStatus(id, 'inactive', { description: 'Somebody has run the failed jobs again already.' })
  return failed(
    `Somebody has run the failed jobs again on GitHub already: ${rerun.url}`,
    'See there how that ends; ask for the deployment if it is still needed.',
  )
}

/** @returns Why GitHub refuses. Where it gave no answer it may have taken the order, which is then looked for. */
async function dispatched(undertaking: Undertaking, id: number): Promise<DeployOutcome | undefined> {
  const { api, place, order } = undertaking
  try {
    if (order.rerun) await api.rerunFailed(order.rerun.run)
    else await api.dispatch({ ...filledInputs(undertaking), shipmate: `${order.task} ${runMark({ id })}` })
    return undefined
  } catch (error) {
    const { status } = githubFailure(error)
    if (status === undefined || status >= 500) return undefined
    await api.addStatus(id, 'error', { description: 'GitHub refused the run.' }).catch(() => undefined)
    if (order.rerun)
      return failed(
        `GitHub does not run the failed jobs of ${order.rerun.url} again: ${oneSentence(error)}`,
        'The token needs the right to write Actions, and GitHub does so for 30 days. Else ask for the deployment instead.',
      )
    return failed(
      `GitHub does not start ${place.workflow}: ${oneSentence(error)}`,
      REMEDIES[status] ?? 'See on GitHub whether the workflow runs by hand, then ask again.',
    )
  }
}

const REMEDIES: Readonly<Record<number, string>> = {
  401: 'An operator must set another token for GitHub.',
  403: 'An operator must give the token the right to write Actions.',
  404: 'The file of the workflow must be on the default branch, and the token needs the right to write Actions.',
  422: 'The workflow must have on: workflow_dispatch with the inputs of target.inputs and one called shipmate.',
}

const LONGEST_REASON = 200

function oneSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const line = message
    .replace(/ - https?:\/\/\S+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_REASON)
  return /[.!?]$/.test(line) ? line : `${line}.`
}

function filledInputs({ place, order }: Undertaking): Readonly<Record<string, string>> {
  const { service, environment, release } = order
  const values: Readonly<Record<string, string>> = { service, environment, version: release.version, sha: release.sha }
  const filled = Object.entries(place.inputs).map(([name, value]) => [
    name,
    value.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole),
  ])
  return Object.fromEntries(filled)
}
