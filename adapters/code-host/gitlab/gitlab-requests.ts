import type { RequesterType, RequestHandlerFn, ResourceOptions } from '@gitbeaker/requester-utils'
import { z } from 'zod'
import { boundedFetch } from '../bounded-fetch.ts'
import { tailFetch } from '../tail-fetch.ts'

/** What an error of a request says of its answer, in the form of the client's own errors. */
class GitlabAnswerError extends Error {
  override readonly name = 'GitlabAnswerError'
}

/**
 * Requests of the client that end with their signal, read no more than an answer can have, are not repeated, and do not take the
 * token to where a redirect leads.
 */
export async function gitlabRequests(): Promise<(options: ResourceOptions) => RequesterType> {
  const { createRequesterFn } = await import('@gitbeaker/requester-utils')
  return createRequesterFn(async (_, options) => options, request as RequestHandlerFn)
}

interface Asked {
  readonly prefixUrl?: string
  readonly searchParams?: string
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly signal?: AbortSignal
}

async function request(endpoint: string, { prefixUrl, searchParams, ...asked }: Asked = {}) {
  const { method = 'GET', headers = {}, body, signal } = asked
  const url = new URL(endpoint, prefixUrl?.endsWith('/') ? prefixUrl : `${prefixUrl}/`)
  url.search = searchParams ?? ''
  const given = { ...(body !== undefined && { body }), ...(signal && { signal }) }
  const isLog = endpoint.endsWith('/trace')
  const response = await (isLog ? tailFetch : boundedFetch)(url, { method, headers, redirect: 'manual', ...given })
  const { status } = response
  const text = await response.text()
  if (!response.ok)
    throw new GitlabAnswerError(`answered ${status}${reasonIn(text, status)}`, { cause: { response: { status } } })
  if (isLog) return { body: text, headers: Object.fromEntries(response.headers), status }
  return { body: JSON.parse(text) as Record<string, unknown>, headers: Object.fromEntries(response.headers), status }
}

const refusal = z.object({ message: z.union([z.string(), z.object({ base: z.array(z.string()) })]) })

/** What GitLab says against an order: of other answers the status says enough. */
function reasonIn(text: string, status: number): string {
  if (status !== 400) return ''
  try {
    const { message } = refusal.parse(JSON.parse(text))
    return `: ${typeof message === 'string' ? message : message.base.join(', ')}`
  } catch {
    return ''
  }
}
