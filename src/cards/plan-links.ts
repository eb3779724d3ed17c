import type { Block, Field } from '../domain/card.ts'
import type { RunPlan } from '../domain/plan.ts'
import type { Texts } from '../texts/texts.ts'
import { versionChange } from '../texts/version-change.ts'

/** The way to what a release changed, for whoever reads how it ended; nothing where no host of its code is known. */
export function planLinks(plan: RunPlan, texts: Texts): readonly Block[] {
  if (plan.kind !== 'deploy' && plan.kind !== 'rollback') return []
  const { links, pullRequest } = plan
  const { codeHost, plans } = texts
  const fields: Field[] = []
  if (pullRequest && pullRequest.url !== '')
    fields.push({
      label: codeHost.fields.pullRequest,
      value: codeHost.pullRequest(pullRequest),
      url: pullRequest.url,
    })
  if (links)
    fields.push({ label: plans.fields.version, value: versionChange(plan, texts), url: links.compare ?? links.commit })
  return fields.length === 0 ? [] : [{ kind: 'fields', fields }]
}
