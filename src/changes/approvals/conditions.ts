import { type Condition, gateIn } from '../../domain/approvals/condition.ts'
import type { ChangeRequest } from '../../domain/change-request.ts'
import { whereOf } from '../../domain/plan.ts'
import type { ChangeParts } from '../parts.ts'

const LONGEST_TEXT = 300

/** What somebody attaches to their approval, one condition a clause. One that nothing can measure there is to be ticked off. */
export async function conditionsIn(
  parts: Pick<ChangeParts, 'newId' | 'delivery' | 'clock'>,
  change: ChangeRequest,
  text: string,
): Promise<readonly Condition[]> {
  const clauses = text.split(/\s*(?:;|\n|,?\s+(?:and|und|y)\s+)\s*/).filter((clause) => clause.trim() !== '')
  const isMeasured = await measures(parts, change)
  return clauses.map((clause): Condition => {
    const said = clause
      .trim()
      .replace(/^(?:if|wenn|falls|si)\s+/i, '')
      .replace(/[.\s]+$/, '')
      .slice(0, LONGEST_TEXT)
    const gate = isMeasured ? gateIn(said) : undefined
    return { condition: parts.newId(), text: said, ...(gate && { gate }) }
  })
}

async function measures(
  { delivery, clock }: Pick<ChangeParts, 'delivery' | 'clock'>,
  { plan }: ChangeRequest,
): Promise<boolean> {
  const { service, environment } = whereOf({ plan })
  const isReleased = plan.kind === 'deploy' || plan.kind === 'rollback'
  if (!isReleased || service === undefined || environment === undefined) return false
  const now = clock.now()
  return (await delivery.measured(service, environment, now, now)) !== undefined
}
