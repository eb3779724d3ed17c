import { decode } from '../../notation/decode/decode.ts'
import type { TokenCounter, TokenModel } from '../../notation/tokens/token-counter.ts'
import { FORMAT_NAMES, FORMATS, type FormatName } from './formats.ts'

/** What one payload costs in each format. */
export interface Measured {
  readonly payload: string
  readonly tokens: Readonly<Record<FormatName, number>>
}

/** @throws when a payload does not come back from the notation byte for byte. */
export async function measure(
  payloads: Readonly<Record<string, unknown>>,
  model: TokenModel,
  counter: TokenCounter,
): Promise<readonly Measured[]> {
  const measured: Measured[] = []
  for (const [payload, value] of Object.entries(payloads)) {
    const texts = FORMAT_NAMES.map((name) => [name, FORMATS[name](value)] as const)
    for (const [name, text] of texts) if (name === 'prompt' || name === 'wire') checkRoundTrip(payload, value, text)
    const counts = texts.map(async ([name, text]) => [name, await counter.countTokens(text, model)] as const)
    measured.push({ payload, tokens: Object.fromEntries(await Promise.all(counts)) as Measured['tokens'] })
  }
  return measured
}

function checkRoundTrip(payload: string, value: unknown, text: string): void {
  if (JSON.stringify(decode(text)) !== JSON.stringify(value)) throw new Error(`${payload} does not come back`)
}

/** The mean over payloads of the share saved, in percent, so that each payload counts alike. */
export function meanSaved(measured: readonly Measured[], format: FormatName, than: FormatName): number {
  const shares = measured.map(({ tokens }) => 1 - tokens[format] / tokens[than])
  return (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length
}
