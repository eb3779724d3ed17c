import type { Block } from '../domain/card.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import type { Several, WantedDeployment } from '../domain/workflows/several.ts'
import type { Texts } from '../texts/texts.ts'
import { riskBlocks } from './risk-blocks.ts'

/** So that five deployments fit into one card; a link leads to all of them. */
const COMMITS_OF_EACH = 3

/** What the line of each of several deployments leaves out: why it is risky, and its newest commits. */
export function severalBlocks({ deployments }: Several, texts: Texts): readonly Block[] {
  const risky = deployments.flatMap((one) => riskOf(one, texts))
  const commits = commitsOf(
    deployments.flatMap(({ plan }) => plan ?? []),
    texts,
  )
  return [
    ...(risky.length > 0 ? [{ kind: 'text' as const, text: risky.join('\n') }] : []),
    ...(commits.length > 0 ? [{ kind: 'code' as const, text: commits.join('\n') }] : []),
  ]
}

function riskOf({ service, environment, risk }: WantedDeployment, texts: Texts): readonly string[] {
  if (!risk || risk.verdict === 'go') return []
  return riskBlocks(risk, texts).flatMap((block) =>
    block.kind === 'text' ? [texts.several.about({ service, environment, what: block.text })] : [],
  )
}

/** `+ 3f9c2ab Show totals (mira)`; a minus before what it takes out. The same commits are listed once. */
function commitsOf(plans: readonly DeployPlan[], texts: Texts): readonly string[] {
  const listed = plans.map((plan) => ({ plan, lines: linesOf(plan, texts) })).filter(({ lines }) => lines.length > 0)
  const same = Map.groupBy(listed, ({ plan, lines }) => [plan.service, ...lines].join('\n'))
  return [...same.values()].flatMap((group) => {
    const environments = group.map(({ plan }) => plan.environment).join(', ')
    const [first] = group
    return first ? [`${first.plan.service} · ${environments}`, ...first.lines] : []
  })
}

function linesOf({ commits, commitCount, opposite }: DeployPlan, texts: Texts): readonly string[] {
  return [...marked('+', { commits, commitCount }, texts), ...(opposite ? marked('-', opposite, texts) : [])]
}

function marked(
  sign: '+' | '-',
  { commits, commitCount }: Pick<DeployPlan, 'commits' | 'commitCount'>,
  { confirmations }: Texts,
): readonly string[] {
  const shown = commits.slice(0, COMMITS_OF_EACH)
  const rest = commitCount - shown.length
  return [
    ...shown.map(({ sha, subject, author }) => `${sign} ${sha.slice(0, 7)} ${subject} (${author})`),
    ...(rest > 0 ? [confirmations.commits.more({ count: rest })] : []),
  ]
}
