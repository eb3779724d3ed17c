import type { ChangeRequest, ImpossibleRequest } from '../changes/change-request.ts'
import type { Wanted } from './capability.ts'

export function wantedFrom(request: ChangeRequest | ImpossibleRequest): Wanted {
  return request.kind === 'problem' ? request : { kind: 'change', request }
}
