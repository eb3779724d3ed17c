export type Verdict =
  | { readonly state: 'ok'; readonly sentence: string }
  /** `sentence` says what is wrong, `remedy` how to fix it; undefined when the sentence says both. */
  | { readonly state: 'failed'; readonly sentence: string; readonly remedy?: string }
  /** It works, and is perhaps not what was meant. */
  | { readonly state: 'warning'; readonly sentence: string; readonly remedy?: string }
  | { readonly state: 'not-configured'; readonly sentence: string }

export interface Check {
  readonly name: string
  readonly verdict: Verdict
}

export interface DoctorReport {
  readonly ok: boolean
  readonly checks: readonly Check[]
}

export function reportOf(checks: readonly Check[]): DoctorReport {
  return { ok: checks.every(({ verdict }) => verdict.state !== 'failed'), checks }
}

const MARKS = { ok: '✓', failed: '✗', warning: '!', 'not-configured': '–' } as const

/** One line a check, with how to fix it below. */
export function reportText({ ok, checks }: DoctorReport): string {
  const widest = Math.max(...checks.map(({ name }) => name.length))
  const lines = checks.flatMap(({ name, verdict }) => {
    const [first = '', ...others] = verdict.sentence.split('\n')
    const indent = ' '.repeat(widest + 4)
    const remedy = 'remedy' in verdict && verdict.remedy !== undefined ? [`→ ${verdict.remedy}`] : []
    return [
      `${MARKS[verdict.state]} ${name.padEnd(widest)}  ${first}`,
      ...[...others, ...remedy].map((line) => `${indent}${line}`),
    ]
  })
  const failed = checks.filter(({ verdict }) => verdict.state === 'failed').length
  return [
    ...lines,
    '',
    ok ? 'Everything that is configured works.' : `${failed} of ${checks.length} checks failed.`,
  ].join('\n')
}
