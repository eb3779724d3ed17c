import type { ShownHealth, ShownPlaceNow } from '../../api/shapes.ts'
import { to } from '../../shell/route.ts'
import { html, type VNode } from '../../view/html.ts'
import { icon } from '../../view/icon.ts'
import { moment } from '../../view/moment.ts'
import { stateTag } from '../../view/state-tag.ts'
import { between, clockTime } from '../../view/time.ts'

type Health = ShownHealth['health']

/** One place: its version and how that does, then whatever is not as usual. */
export function placeCell(place: ShownPlaceNow, health: Health, now: Date): VNode {
  return html`<div class="place">
    ${liveView(place, health, now)}
    ${changingView(place, now)}
    ${lockView(place)}
    ${place.freezes.map(
      ({ name, reason, until }) =>
        html`<p key=${name} class="mark warn">${icon('frost')} <span>Frozen: ${reason ?? name}${until !== undefined && `, until ${clockTime(until)}`}</span></p>`,
    )}
    ${place.drifts.map(
      ({ id, kind, sentence, device, found_at }) =>
        html`<p key=${id} class="mark bad">${icon('alerts')} <span>Drift (${kind}${device !== undefined && ` on ${device}`}) ${moment(found_at, now)}: ${sentence}</span></p>`,
    )}
  </div>`
}

function liveView({ live, previous, verdict }: ShownPlaceNow, health: Health, now: Date): VNode {
  if (!live) return html`<p class="soft">Nothing is deployed.</p>`
  return html`
    <p class="version"><a class="mono" href=${to('deployments', live.task)}>${live.version}</a> ${healthTag(live.stopped_since, health)}
      ${verdict && verdict.verdict !== 'healthy' && html`<span title=${verdict.reasons.join(' ')}>${stateTag(verdict.verdict)}</span>`}</p>
    ${health?.sentence !== undefined && html`<p class="small">${health.sentence}</p>`}
    <p class="small soft">for <time datetime=${live.since} title=${clockTime(live.since)}>${between(live.since, undefined, now)}</time>${previous && html` · before <span class="mono">${previous.version}</span>`}
      ${health?.url !== undefined && html` · <a href=${health.url} target="_blank" rel="noopener noreferrer">open</a>`}</p>`
}

function healthTag(stoppedSince: string | undefined, health: Health): VNode | undefined {
  if (stoppedSince !== undefined) return stateTag('stopped')
  return health && stateTag(health.state)
}

function changingView({ changing, waiting }: ShownPlaceNow, now: Date): VNode {
  return html`
    ${
      changing &&
      html`<p class="mark busy">${icon('deployments')} <span><a href=${to('deployments', changing.task)}>${changing.task}</a>
        ${changing.kind !== undefined && ` ${changing.kind} ${changing.version ?? ''}`}${changing.phase !== undefined && `, ${changing.phase}`}
        ${changing.by && ` · ${changing.by.name}`}${changing.since !== undefined && ` · ${between(changing.since, undefined, now)}`}</span></p>`
    }
    ${waiting.length > 0 && html`<p class="small soft">Waiting: ${waiting.map((task) => html`<a key=${task} href=${to('deployments', task)}>${task}</a> `)}</p>`}`
}

function lockView({ lock }: ShownPlaceNow): VNode | undefined {
  return (
    lock &&
    html`<p class="mark warn">${icon('lock')} <span>${lock.id} of ${lock.by.name}${lock.reason !== undefined && `: ${lock.reason}`}, until ${clockTime(lock.expires_at)}</span></p>`
  )
}
