import type { NamedPeople } from '../../access/permissions.ts'
import type { ChangeRequest } from '../../domain/change-request.ts'
import type { UserId } from '../../domain/ids.ts'
import { whereOf } from '../../domain/plan.ts'
import { personBehind } from '../../domain/same-person.ts'
import type { ChangeParts } from '../parts.ts'

/** Who is told when somebody breaks the glass: everybody else who may. `others` are known only by name, so nobody can tell them. */
export async function toldOfGlass(
  { permissions, settings: { people = [] } }: Pick<ChangeParts, 'permissions' | 'settings'>,
  { plan, language }: Pick<ChangeRequest, 'plan' | 'language'>,
  by: UserId,
): Promise<NamedPeople> {
  const breakers = await permissions.glassBreakers(whereOf({ plan }), language)
  const own = personBehind(by, people)
  return { ...breakers, people: breakers.people.filter((user) => personBehind(user, people) !== own) }
}
