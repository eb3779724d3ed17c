import type { Block, Card, Field } from '../domain/card.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { ThreadId } from '../domain/ids.ts'
import { targetOf } from '../domain/plan.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import type { Run } from '../domain/run.ts'
import { planTitle } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { versionChange } from '../texts/version-change.ts'
import { runResultCard } from './run-result-card.ts'

/**
 * A change, for a channel that follows it: one message, edited into how it ended.
 * @param around What the log says is live now, and where it was asked for; undefined where the channel's readers cannot go there.
 */
export function announcementCard(
  run: Run,
  askedBy: string,
  around: { readonly place: EnvironmentState | undefined; readonly thread: ThreadId | undefined },
  texts: Texts,
): Card {
  const { place, thread } = around
  const { confirmations, plans, runs } = texts
  const target = targetOf(run)
  const link: readonly Block[] = thread === undefined ? [] : [{ kind: 'link', label: runs.inItsThread, thread }]
  return {
    ...headOf(run, place, texts),
    blocks: [
      {
        kind: 'fields',
        fields: [
          ...(target ? [versionField(target, plans.fields.version, texts)] : []),
          { label: confirmations.askedBy, value: askedBy },
        ],
      },
      ...(run.state === 'failed' && run.failure ? [{ kind: 'text' as const, text: run.failure.reason }] : []),
      ...link,
    ],
    footnote: run.task,
  }
}

function versionField(target: DeployPlan, label: string, texts: Texts): Field {
  const compare = target.links?.compare
  return { label, value: versionChange(target, texts), ...(compare !== undefined && { url: compare }) }
}

/** A release that is live no longer is not called live. */
function headOf(run: Run, place: EnvironmentState | undefined, texts: Texts): Pick<Card, 'title' | 'tone'> {
  const { title = planTitle(run.plan, texts), tone = 'progress' } = runResultCard(run, undefined, place, texts) ?? {}
  return { title, tone }
}
