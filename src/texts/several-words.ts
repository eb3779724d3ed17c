import type { Field } from '../domain/card.ts'
import { type DeployPlan, unexpectedDirection } from '../domain/plans/deploy.ts'
import { digestOf, shortDigest } from '../domain/plans/planned-image.ts'
import type { Several, WantedDeployment } from '../domain/workflows/several.ts'
import { checkCountWords } from './code-words.ts'
import type { Texts } from './texts.ts'
import { versionChange } from './version-change.ts'

/** `Deploy billing v1.1.0 to staging, then to production, then checkout v2.0.0 to production` */
export function severalTitle(plans: readonly DeployPlan[], { several: words }: Texts): string {
  const each = plans.map((plan, index) => {
    const before = plans[index - 1]
    const isSame = before?.service === plan.service && before.release.sha === plan.release.sha
    return isSame ? words.further(plan) : words.each({ ...plan, version: plan.release.version })
  })
  return words.title({ list: each.join(words.joint) })
}

/** One of them among the steps of its task; a downgrade is marked there too. */
export function stepTitle(plan: DeployPlan, { several: words, plans: { direction } }: Texts): string {
  const unexpected = unexpectedDirection(plan)
  const note = unexpected === undefined ? '' : direction[unexpected]
  return `${words.each({ ...plan, version: plan.release.version })}${note}`
}

/** One line for each, in their order. */
export function severalFields({ deployments, whenHealthy, after }: Several, texts: Texts): readonly Field[] {
  const { label, first, whenHealthy: healthy, whenLive } = texts.several.between
  return [
    ...deployments.map((one, index) => ({ label: String(index + 1), ...lineOn(one, texts) })),
    ...(whenHealthy && after ? [{ label: first.label, value: first.whenHealthy(after) }] : []),
    ...(whenHealthy || deployments.length > 1 ? [{ label, value: whenHealthy ? healthy : whenLive }] : []),
  ]
}

/** `billing to staging: v1.0.0 → v1.1.0 · sha256:3f2a91c0b4d5 · 3 commits · 4 of 4 checks green · low risk`, and where the commits are read. */
export function lineOn(
  { service, environment, title, plan, risk }: WantedDeployment,
  texts: Texts,
): Pick<Field, 'value' | 'url'> {
  if (!plan) return { value: title ?? `${service} → ${environment}` }
  const words = texts.several
  const { commitCount, opposite, checks, links, pullRequest, strategy, strategyNamed } = plan
  const digest = digestOf(plan.image)
  const url = links?.compare ?? links?.commit
  const told = [
    words.step({ service, environment, versions: versionChange(plan, texts) }),
    ...(digest === undefined ? [] : [shortDigest(digest)]),
    ...(pullRequest ? [`#${pullRequest.number}`] : []),
    ...(commitCount > 0 ? [words.brings({ count: commitCount })] : []),
    ...(opposite ? [words.takesOut({ count: opposite.commitCount })] : []),
    ...(strategyNamed ? [strategy] : []),
    ...(checks ? [checkCountWords(checks, texts)] : []),
    ...(risk ? [words.risk[risk.verdict]] : []),
  ]
  return { value: told.join(' · '), ...(url !== undefined && { url }) }
}
