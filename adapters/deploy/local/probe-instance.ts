import { httpCall } from '../../local-host/http-call.ts'

/** What an instance says about itself over its health path. */
export type ProbeResult = { readonly healthy: true } | { readonly healthy: false; readonly sentence: string }

/** Longer than a sound service takes, shorter than a person waits. */
const PROBE_TIMEOUT_MS = 2_000
const ANSWER_SHOWN = 120

export async function probeInstance(port: number, healthPath: string): Promise<ProbeResult> {
  try {
    const { status, body } = await httpCall({
      to: { port },
      method: 'GET',
      path: healthPath,
      timeoutMs: PROBE_TIMEOUT_MS,
    })
    if (status >= 200 && status < 300) return { healthy: true }
    return { healthy: false, sentence: `${healthPath} answers ${status}${quoted(body)}` }
  } catch (error) {
    return { healthy: false, sentence: whyNoAnswer(healthPath, error) }
  }
}

function quoted(body: string): string {
  const line = body
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim()
  return line === '' ? '' : `: ${line.length > ANSWER_SHOWN ? `${line.slice(0, ANSWER_SHOWN)}…` : line}`
}

function whyNoAnswer(healthPath: string, error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException
  if (code === 'ECONNREFUSED') return 'it does not listen on its port'
  if (code === 'ABORT_ERR' || name === 'TimeoutError')
    return `${healthPath} does not answer within ${PROBE_TIMEOUT_MS / 1_000} s`
  return `${healthPath} does not answer: ${(error as Error).message}`
}
