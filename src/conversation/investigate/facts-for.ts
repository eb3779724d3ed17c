import type { ReaderScope } from '../../queries/scope.ts'
import { aboutChange } from './about-change.ts'
import { aboutFailure } from './about-failure.ts'
import { aboutHealth } from './about-health.ts'
import { aboutSafety } from './about-safety.ts'
import type { FactSheet } from './fact-sheet.ts'
import { overview } from './overview.ts'
import type { QuestionSubject } from './question-subject.ts'

/** The facts that answer a question, without a model: rules choose them by what the question is about. */
export function factsFor(subject: QuestionSubject, scope: ReaderScope, now: Date): Promise<FactSheet> {
  switch (subject.topic) {
    case 'failure':
      return aboutFailure(subject, scope, now)
    case 'change':
      return aboutChange(subject, scope)
    case 'safety':
      return aboutSafety(subject, scope)
    case 'health':
      return aboutHealth(subject, scope)
    case 'overview':
      return overview(subject, scope)
  }
}
