import type { Rehearsal } from './rehearse.ts'

/** A rehearsal for people: its title, the expectations that failed, and on request the whole conversation. */
export function reportText(rehearsal: Rehearsal, verbose: boolean): string {
  const { file, title, failures } = rehearsal
  const mark = failures.length === 0 ? '✓' : '✗'
  const lines = [`${mark} ${title}`]
  if (verbose) lines.push('', ...rehearsal.conversation.map((line) => `    ${line}`.trimEnd()))
  for (const { line, key, expected, instead } of failures) {
    lines.push(
      `    ${file}${line === undefined ? '' : `:${line}`}: ${key}`,
      `      expected  ${expected}`,
      '      instead',
      ...instead.map((text) => `        ${text}`),
    )
  }
  return lines.join('\n')
}
