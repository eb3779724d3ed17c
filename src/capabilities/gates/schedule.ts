import { deployRequest } from '../../changes/plans/deploy.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ChangeCapability } from '../capability.ts'

export const deploySchedule = {
  intent: 'deploy.schedule',
  effect: 'change',
  spokenOf: /\bschedul|\bdeploy|\bship|\brelease/i,
  async want(_, { language, timeZone }, slots) {
    const deploy = deployRequest(slots, textsIn(language))
    if (deploy.kind === 'problem') return { kind: 'change', request: deploy }
    const { service, environment } = deploy
    const zone = timeZone === undefined ? {} : { zone: timeZone }
    return {
      kind: 'change',
      request: { kind: 'schedule', service, environment, at: String(slots.at), ...zone, deploy },
    }
  },
} as const satisfies ChangeCapability
