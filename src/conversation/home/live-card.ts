import type { Card } from '../../domain/card.ts'
import type { Place } from '../../domain/place.ts'
import type { Texts } from '../../texts/texts.ts'

export interface LiveAt extends Place {
  /** Undefined where nothing was deployed. */
  readonly version: string | undefined
}

/** Of a page that is looked at in passing. */
const SERVICES_SHOWN = 20
const NOTHING = '–'

/** Services with their version in each environment that their reader may see. */
export function liveCard(live: readonly LiveAt[], { home }: Texts): readonly Card[] {
  if (live.length === 0) return []
  const services = [...new Set(live.map(({ service }) => service))]
  const environments = [...new Set(live.map(({ environment }) => environment))]
  const versions = new Map(live.map(({ service, environment, version }) => [`${service}/${environment}`, version]))
  const left = services.length - SERVICES_SHOWN
  return [
    {
      title: home.live,
      tone: 'neutral',
      blocks: [
        {
          kind: 'table',
          columns: [home.service, ...environments],
          rows: services
            .slice(0, SERVICES_SHOWN)
            .map((service) => [
              service,
              ...environments.map((environment) => versions.get(`${service}/${environment}`) ?? NOTHING),
            ]),
        },
      ],
      ...(left > 0 && { footnote: home.moreServices({ count: left }) }),
    },
  ]
}
