import type { Whereabouts } from '../../../src/domain/place.ts'
import { type PlaceScopeParts, placeScope } from '../../../src/queries/place-scope.ts'
import { callTool, type OnToolFault } from '../../../src/tools/call-tool.ts'
import type { LookUp } from './model-session.ts'

export interface LookUpParts {
  /** What the tools of agents look into. */
  readonly scopeParts: PlaceScopeParts
  readonly onToolFault: OnToolFault
}

/** What an agent looks up while it judges something at this place: nothing of any other. */
export function lookUpAt({ scopeParts, onToolFault }: LookUpParts, place: Whereabouts): LookUp {
  const scope = placeScope(scopeParts, place)
  return (tools, call) => callTool(tools, call, scope, onToolFault)
}
