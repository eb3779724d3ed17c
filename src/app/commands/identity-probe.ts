import { z } from 'zod'
import { askIssuer } from '../../../adapters/identity/issuer.ts'
import { reasonOf } from '../../../adapters/probes/verdict.ts'
import type { Verdict } from '../doctor/report.ts'

const ANSWERS_WITHIN_MS = 5_000
/** As far as clocks may differ where tokens are read. */
const CLOCK_SKEW_S = 60

const keySet = z.object({ keys: z.array(z.object({ kty: z.string(), use: z.string().optional() })) })

/** Whether an issuer answers as itself, has keys to sign with, and has the same time as this machine. */
export async function probeIssuer(issuer: string): Promise<Verdict> {
  try {
    const { jwks_uri } = await askIssuer(issuer)
    const answer = await fetch(jwks_uri, { redirect: 'error', signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) })
    if (!answer.ok) return { state: 'failed', sentence: `Its keys at ${jwks_uri} are answered with ${answer.status}.` }
    const { keys } = keySet.parse(await answer.json())
    const signing = keys.filter(({ kty, use }) => kty !== 'oct' && use !== 'enc').length
    if (signing === 0) return { state: 'failed', sentence: `${jwks_uri} holds no public key to sign with.` }
    const away = secondsFrom(answer.headers.get('date'), Date.now())
    if (away > CLOCK_SKEW_S) {
      const sentence = `Its clock and that of this machine differ by ${away} s, so its tokens are refused.`
      return { state: 'failed', sentence, remedy: 'Let both follow a time server (NTP).' }
    }
    return { state: 'ok', sentence: `It answers, with ${signing === 1 ? '1 key' : `${signing} keys`}.` }
  } catch (error) {
    const remedy = 'The issuer must stand in shipmate.yaml exactly as it calls itself, with or without a / at its end.'
    return { state: 'failed', sentence: `It does not answer as it should: ${reasonOf(error)}.`, remedy }
  }
}

/** Whole seconds; 0 where nothing is said. */
function secondsFrom(date: string | null, now: number): number {
  const at = Date.parse(date ?? '')
  return Number.isNaN(at) ? 0 : Math.round(Math.abs(at - now) / 1000)
}
