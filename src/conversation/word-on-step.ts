import { asAsker } from '../domain/approvals/as-asker.ts'
import { runFrom } from '../domain/histories.ts'
import { whereOf } from '../domain/plan.ts'
import type { RefusalWhy } from '../domain/refusal.ts'
import { type Run, runStream } from '../domain/run.ts'
import type { ApprovalAnswer } from '../domain/workflows/approval.ts'
import { rolesFor } from '../domain/workflows/definition.ts'
import type { GivenApproval } from '../domain/workflows/progress.ts'
import { answerApproval } from '../runs/answer-approval.ts'
import type { Transaction } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import type { ConversationParts } from './parts.ts'

/** What somebody says to a step that waits for approval, by button or in words. */
export interface WordOnStep extends GivenApproval {
  readonly yes: boolean
  /** Why not, as they said it. */
  readonly reason?: string
}

/** Decides on a word: only people with the role decide, on what they hold at this moment. */
export async function wordOnStep(
  parts: Pick<ConversationParts, 'store' | 'permissions' | 'workflows' | 'clock'>,
  run: Run,
  step: string,
  word: WordOnStep,
): Promise<(transaction: Transaction) => Promise<ApprovalAnswer>> {
  const standingOf = ({ by, groups }: GivenApproval) =>
    parts.permissions.approvalStanding({ user: by, groups }, whereOf(run))
  const [own, asker] = await Promise.all([standingOf(word), standingOf(run)])
  return async (transaction) => {
    const present = runFrom(await transaction.read(runStream(run.task))) ?? run
    const given = await Promise.all((present.progress?.approvals[step]?.given ?? []).map(standingOf))
    const takers = await Promise.all((present.takenBy ?? []).map((by) => standingOf({ by, groups: [] })))
    const vote = asAsker(own, asker, takers)
    const votes = given.map((one) => asAsker(one, asker, takers))
    const standings = { asker: asker.person, votes }
    const meant = { task: run.task, step }
    return answerApproval(transaction, meant, { ...word, vote }, standings, parts.workflows, parts.clock.now())
  }
}

type Denied = Exclude<ApprovalAnswer['kind'], 'decided'>

const WHY: Readonly<Record<Denied, RefusalWhy>> = {
  over: 'outdated',
  own: 'not-permitted',
  twice: 'settled',
  notYourRole: 'not-permitted',
}

/** What whoever said it is told, and why where that is a refusal. */
export function toldOfWord(
  answer: ApprovalAnswer,
  { run, step, yes }: { readonly run: Run; readonly step: string; readonly yes: boolean },
  { formats, workflows: { answer: words } }: Texts,
): { readonly sentence: string; readonly why?: RefusalWhy } {
  if (answer.kind === 'notYourRole')
    return { sentence: words.notYourRole({ role: formats.anyOf(rolesOf(run, step)) }), why: WHY.notYourRole }
  if (answer.kind !== 'decided') return { sentence: words[answer.kind], why: WHY[answer.kind] }
  if (!yes) return { sentence: words.rejected }
  return { sentence: answer.missing > 0 ? words.approvedMore(answer) : words.approved }
}

function rolesOf({ plan }: Run, step: string): readonly string[] {
  const own = plan.kind === 'workflow' ? plan.definition.steps.find(({ id }) => id === step) : undefined
  return own?.uses === 'approval' ? rolesFor(own.with) : []
}
