import { targetOf } from '../../domain/plan.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import type { Run } from '../../domain/run.ts'
import { findRuns } from '../../queries/find-runs.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import type { Texts } from '../../texts/texts.ts'
import { ofCommit, ofRun } from '../../tools/evidence.ts'
import { code, emptySheet, type FactSheet, text } from './fact-sheet.ts'
import type { QuestionSubject } from './question-subject.ts'

const MOST_COMMITS = 6

type Deployment = Run & { readonly plan: DeployPlan }

/** The commits between the last two releases that went live at one place. */
export async function aboutChange(subject: QuestionSubject, scope: ReaderScope, texts: Texts): Promise<FactSheet> {
  const words = texts.investigations.change
  const { service, environment } = subject
  const found = await findRuns(scope, { service, environment, state: 'succeeded' }, 'deploy.history')
  const deployments = found.filter((run): run is Deployment => targetOf(run) !== undefined)
  const [last] = deployments
  if (!last) return emptySheet(words.none, texts)
  const { plan } = last
  const previous = deployments.find(
    (run) => run !== last && run.plan.service === plan.service && run.plan.environment === plan.environment,
  )
  const from = previous?.plan.release ?? plan.from
  const what = `${from?.version ?? texts.plans.nothing} → ${plan.release.version}`
  const title = texts.drift.at({ service: plan.service, environment: plan.environment, what })
  const runs = [ofRun(last), ...(previous ? [ofRun(previous)] : [])]
  if (!from) return { title, tone: 'neutral', blocks: [text(words.first)], evidence: runs }
  if (!(await scope.mayRead('deploy.diff', { service: plan.service, environment: plan.environment }))) {
    return { title, tone: 'neutral', blocks: [text(words.commitsHidden)], evidence: runs }
  }
  return { title, tone: 'neutral', ...(await commitsBetween(last, from.sha, scope, runs, texts)) }
}

async function commitsBetween(
  { plan }: Deployment,
  from: string,
  { delivery }: ReaderScope,
  runs: FactSheet['evidence'],
  { investigations: { change: words } }: Texts,
): Promise<Pick<FactSheet, 'blocks' | 'evidence'>> {
  const isBack = plan.kind === 'rollback'
  const [older, newer] = isBack ? [plan.release.sha, from] : [from, plan.release.sha]
  const commits = (await delivery.commitsBetween(plan.service, older, newer, MOST_COMMITS + 1)).map(ofCommit)
  const shown = commits.slice(0, MOST_COMMITS)
  if (shown.length === 0) return { blocks: [text(words.same)], evidence: runs }
  const isMore = commits.length > MOST_COMMITS
  const heading = isBack ? words[isMore ? 'removedAtLeast' : 'removed'] : words[isMore ? 'addedAtLeast' : 'added']
  return {
    blocks: [text(heading({ count: shown.length })), code(shown.map(({ id, says }) => `${id} ${says}`))],
    evidence: [...runs, ...shown],
  }
}
