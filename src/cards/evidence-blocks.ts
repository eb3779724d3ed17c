import type { Block } from '../domain/card.ts'
import type { ChangeEvidence } from '../domain/change-evidence.ts'
import type { ChangeRequest } from '../domain/change-request.ts'
import { roundedShare } from '../domain/error-budget.ts'
import { isOperation, type Plan } from '../domain/plan.ts'
import type { Texts } from '../texts/texts.ts'

/** What was found out about a change, for whoever decides on it. */
export function evidenceBlocks({ evidence, state, plan }: ChangeRequest, texts: Texts): readonly Block[] {
  if (evidence)
    return [
      {
        kind: 'text',
        text: linesOf(evidence.found, plan, texts)
          .map((line) => `• ${line}`)
          .join('\n'),
      },
    ]
  return state.kind === 'pending' ? [{ kind: 'text', text: texts.changes.evidence.gathering }] : []
}

function linesOf(found: ChangeEvidence, plan: Plan, texts: Texts): readonly string[] {
  const { evidence: words } = texts.changes
  const { formats } = texts
  const { commits, commitCount, diff, budgetLeft } = found
  const authors = formats.allOf([...new Set(commits.map(({ author }) => author))])
  const left = budgetLeft === undefined ? undefined : formats.number(roundedShare(budgetLeft), { style: 'percent' })
  return [
    ...(commits.length > 0 ? [words.commits({ count: commitCount, authors })] : []),
    ...(diff && diff.files > 0 ? [words.diff({ ...diff, most: diff.most.join(', ') })] : []),
    // What runs stays as it was built.
    ...(isOperation(plan) ? [] : builtLines(found, texts)),
    ...healthLine(found, texts),
    ...(left === undefined ? [] : [words.budget({ left })]),
    openLine(found, texts),
  ]
}

function builtLines({ build, test }: ChangeEvidence, { changes: { evidence: words } }: Texts): readonly string[] {
  return [
    build ? words.build[build.outcome](build) : words.build.none,
    test ? words.test[test.outcome](test) : words.test.none,
  ]
}

function healthLine({ health }: ChangeEvidence, { changes: { evidence: words } }: Texts): readonly string[] {
  if (!health) return []
  const { complaint = '' } = health
  switch (health.state) {
    case 'unhealthy':
    case 'unknown':
      return [words.health[health.state]({ complaint })]
    default:
      return [words.health[health.state]]
  }
}

function openLine({ open }: ChangeEvidence, { changes: { evidence: words }, formats }: Texts): string {
  const names = [...open.drifts.map((environment) => words.drift({ environment })), ...open.changes, ...open.tasks]
  return names.length === 0 ? words.nothingOpen : words.open({ names: formats.allOf(names) })
}
