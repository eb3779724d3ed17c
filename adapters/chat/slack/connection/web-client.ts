import { webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import { boltLogger } from './bolt-logger.ts'

/** A call without an answer for this long counts as failed; posting is then tried again after a look for the message. */
const CALL_TIMEOUT_MS = 10_000

/**
 * Never tries again by itself: a second try of the SDK after a lost answer posts twice. The courier knows how to.
 * A new object at each call, because Bolt changes the one it is given.
 */
export function webClientOptions(apiUrl: string | undefined, log: Logger): webApi.WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
    logger: boltLogger(log),
    ...(apiUrl && { slackApiUrl: apiUrl }),
  }
}

export function createWebClient(token: string, apiUrl: string | undefined, log: Logger): webApi.WebClient {
  return new webApi.WebClient(token, webClientOptions(apiUrl, log))
}
