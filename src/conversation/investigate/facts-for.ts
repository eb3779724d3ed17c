import { findRun, findRuns } from '../../queries/find-runs.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import type { Texts } from '../../texts/texts.ts'
import { ofRun } from '../../tools/evidence.ts'
import { aboutChange } from './about-change.ts'
import { aboutFailure } from './about-failure.ts'
import { aboutHealth } from './about-health.ts'
import { aboutSafety } from './about-safety.ts'
import { emptySheet, type FactSheet, text } from './fact-sheet.ts'
import type { QuestionSubject } from './question-subject.ts'

/** The facts that answer a question, without a model: rules choose them by what the question is about. */
export function factsFor(subject: QuestionSubject, scope: ReaderScope, now: Date, texts: Texts): Promise<FactSheet> {
  switch (subject.topic) {
    case 'failure':
      return aboutFailure(subject, scope, now, texts)
    case 'change':
      return aboutChange(subject, scope, texts)
    case 'safety':
      return aboutSafety(subject, scope, texts)
    case 'health':
      return aboutHealth(subject, scope, texts)
    case 'overview':
      return overview(subject, scope, texts)
  }
}

const MOST_RUNS = 5

/** Recent tasks at the place and time of the question. */
async function overview(subject: QuestionSubject, scope: ReaderScope, texts: Texts): Promise<FactSheet> {
  const words = texts.investigations
  const { service, environment, task, time } = subject
  const filter = { service, environment, since: time?.since.toISOString(), until: time?.until.toISOString() }
  const one = task === undefined ? undefined : await findRun(scope, task, 'deploy.history')
  const found = one ? [one] : (await findRuns(scope, filter, 'deploy.history')).slice(0, MOST_RUNS)
  if (found.length === 0) return emptySheet(words.nothingHappened, texts)
  const lines = found.map((run) => `${run.task}: ${ofRun(run).says}.${run.failure ? ` ${run.failure.reason}` : ''}`)
  return { title: words.recentTasks, tone: 'neutral', blocks: [text(lines.join('\n'))], evidence: found.map(ofRun) }
}
