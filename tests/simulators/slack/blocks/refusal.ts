import type { z } from 'zod'

/** An error of Slack about what was sent: its code, and a line for each thing that is wrong. */
export interface Refusal {
  readonly error: string
  readonly messages: readonly string[]
}

type Issue = z.core.$ZodIssue

/** What Slack says of these faults, each with a JSON pointer to its place. @param under Where the value stands. */
export function told(issues: readonly Issue[], under: string): readonly string[] {
  return issues.map(
    (issue) => `${said(issue)} [json-pointer:${under}${issue.path.map((step) => `/${String(step)}`).join('')}]`,
  )
}

function said(issue: Issue): string {
  switch (issue.code) {
    case 'too_big':
      if (issue.origin === 'array') return `no more than ${issue.maximum} items allowed`
      return issue.origin === 'string' ? `must be less than ${Number(issue.maximum) + 1} characters` : 'is too large'
    case 'too_small':
      if (issue.origin === 'array') return `no fewer than ${issue.minimum} items allowed`
      return issue.origin === 'string' ? `must be more than ${Number(issue.minimum) - 1} characters` : 'is too small'
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys.join(', ')}`
    case 'invalid_union':
      return 'unsupported type'
    case 'invalid_type':
      return issue.input === undefined ? 'missing required field' : `must be a ${issue.expected}`
    case 'custom':
      return issue.message
    default:
      return 'failed to match all allowed schemas'
  }
}
