import type { Risk } from '../../domain/risk.ts'
import type { Block } from './card.ts'

/** What a deployment was judged to risk, and on which grounds. */
export function riskBlocks(risk: Risk | undefined): readonly Block[] {
  if (!risk) return []
  const { verdict, reasons, model } = risk
  const by = model === undefined ? '' : ` (judged by ${model})`
  return [{ kind: 'text', text: `Risk${by}: ${verdict.replaceAll('-', ' ')} — ${reasons.join(' ')}` }]
}
