import type { Logger } from 'pino'
import type { Config } from '../../../config/config.ts'
import type { OutgoingWebhookConfig } from '../../../config/outgoing-webhooks.ts'
import { systemClock } from '../../ports/clock.ts'
import type { SendWebhook } from '../../ports/webhook-sender.ts'
import { type OutgoingParts, startOutgoingWebhooks } from '../../webhooks/outgoing.ts'
import { faultsTo } from './faults.ts'

type Parts = Pick<OutgoingParts, 'log' | 'audit' | 'outbox' | 'redact'>

/** Sends events to whoever is configured, until it is stopped. */
export function sendWebhooks(
  { outgoingWebhooks }: Pick<Config, 'outgoingWebhooks'>,
  parts: Parts,
  log: Logger,
): { stop(): Promise<void> } {
  if (outgoingWebhooks.length === 0) return { async stop() {} }
  const loops = startOutgoingWebhooks({
    ...parts,
    clock: systemClock,
    targets: outgoingWebhooks.map((target) => ({ ...target, send: senderOf(target) })),
    onError: faultsTo(log)('outgoing-webhooks'),
    onFailure: ({ id, target, event }, reason, isGivenUp) =>
      log.warn({ id, target, event, reason }, isGivenUp ? 'a webhook is given up' : 'a webhook has not arrived yet'),
  })
  return {
    async stop() {
      for (const loop of loops) await loop.stop()
    },
  }
}

/** What signs and sends is loaded only where somebody is sent something. */
function senderOf({ url, secrets, allowPrivate }: OutgoingWebhookConfig): SendWebhook {
  const loaded = import('../../../adapters/outgoing-webhooks/send-webhook.ts').then(({ createWebhookSender }) =>
    createWebhookSender({ url, allowPrivate, secrets: secrets.map((secret) => secret.reveal()) }),
  )
  return async (delivery, now) => (await loaded)(delivery, now)
}
