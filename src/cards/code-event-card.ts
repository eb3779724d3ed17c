import type { Block, Card } from '../domain/card.ts'
import type { CodeAnswer } from '../domain/code-event.ts'
import type { CodeReport } from '../domain/code-happening.ts'
import type { Texts } from '../texts/texts.ts'

/** Something happened on a host of repositories, and what was done about it. */
export function codeEventCard(
  { repository, happening }: CodeReport,
  answers: readonly CodeAnswer[],
  url: string | undefined,
  { codeHost: { event: words } }: Texts,
): Card {
  const lines = [...new Set(answers.flatMap(({ service, task, reason }) => lineOf(service, task, reason, words)))]
  const isRefused = answers.some(({ reason }) => reason !== undefined)
  const isRed = happening.what === 'checks.done' && !happening.green
  const where: Block = {
    kind: 'fields',
    fields: [{ label: words.repository, value: repository, ...(url !== undefined && { url }) }],
  }
  return {
    title: titleOf(happening, words),
    tone: isRefused ? 'warning' : isRed ? 'danger' : 'neutral',
    blocks: [where, ...(lines.length > 0 ? [{ kind: 'text' as const, text: lines.join('\n') }] : [])],
  }
}

type Words = Texts['codeHost']['event']

function titleOf(happening: CodeReport['happening'], words: Words): string {
  switch (happening.what) {
    case 'pull-request.opened':
    case 'pull-request.merged':
      return words[happening.what](happening)
    case 'checks.done':
      return words[happening.green ? 'checks.green' : 'checks.red']({
        by: happening.by,
        where: happening.branch ?? happening.sha.slice(0, 7),
      })
    case 'release.published':
      return words['release.published'](happening)
    case 'pushed':
      return words.pushed({ ...happening, sha: happening.sha.slice(0, 7) })
  }
}

function lineOf(
  service: string,
  task: string | undefined,
  reason: string | undefined,
  words: Words,
): readonly string[] {
  if (task !== undefined) return [words.started({ task, service })]
  return reason === undefined ? [] : [words.notStarted({ service, reason })]
}
