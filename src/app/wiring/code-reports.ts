import { githubWebhook } from '../../../adapters/code-host/webhooks/github-webhook.ts'
import { gitlabWebhook } from '../../../adapters/code-host/webhooks/gitlab-webhook.ts'
import type { WebhookConfig } from '../../../config/code-host-from.ts'
import { codeStream } from '../../domain/code-event.ts'
import type { CodeReport } from '../../domain/code-happening.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Documents, EventLog } from '../../ports/event-store.ts'
import type { ReadWebhook, SignedDelivery } from '../../ports/webhook.ts'
import { wakeSteps } from '../../runs/wake-steps.ts'
import { transact } from '../../runtime/transact.ts'

/** Who reads the webhooks of each host; a host whose secret is not known is not heard. */
export function webhookReaders({ github, gitlab }: WebhookConfig): Readonly<Record<string, ReadWebhook>> {
  return {
    ...(github && { github: githubWebhook(github.reveal()) }),
    ...(gitlab && { gitlab: gitlabWebhook(gitlab.reveal()) }),
  }
}

/** Takes what a host has signed. Where it tells two things, each is taken once, however often it comes. */
export async function takeDelivery(
  log: EventLog<ShipmateEvent> & Documents,
  clock: Clock,
  delivery: SignedDelivery,
): Promise<'recorded' | 'duplicate' | 'ignored'> {
  if (delivery.kind === 'progress') return wakeSteps(log, clock, delivery.progress)
  const recorded = await recordCodeReport(log, clock, delivery.report)
  if (delivery.progress) await wakeSteps(log, clock, delivery.progress)
  return recorded
}

/**
 * Keeps what a host reports, once for ever: by what was signed, which nobody can change, and by its delivery.
 */
async function recordCodeReport(
  log: EventLog<ShipmateEvent>,
  clock: Clock,
  report: CodeReport,
): Promise<'recorded' | 'duplicate'> {
  const { host, repository, delivery } = report
  const cause = {
    correlationId: codeStream(report),
    actor: `${host}:${repository}`,
    inboxKeys: [`code:${host}:${delivery}`],
  }
  const stream = codeStream(report)
  const recorded = await transact(log, cause, clock.now(), async (transaction) => {
    if ((await transaction.read(stream)).length > 0) return 'duplicate' as const
    transaction.append(stream, { type: 'code.reported', ...report })
    return 'recorded' as const
  })
  return recorded.kind === 'duplicate' ? 'duplicate' : recorded.result
}
