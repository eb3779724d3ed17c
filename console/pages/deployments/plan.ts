import type { ShownTaskPage } from '../../api/shapes.ts'
import { html, type VNode } from '../../view/html.ts'

const SHORT = 7

/** Exactly what was confirmed: from where to where, how, and with which commits. */
export function planView({ plan, release }: ShownTaskPage): VNode | undefined {
  if (!plan || !release) return undefined
  const { from, strategy, canary, commits, commit_count, links, checks, image, ref } = plan
  return html`<section class="panel" aria-label="Plan"><h2>Plan</h2>
    <p class="way"><span class="mono">${from?.version ?? 'nothing'}</span> <span aria-label="to">→</span> <strong class="mono">${release.version}</strong></p>
    <dl class="fields">
      <dt>Commit</dt><dd>${shaView(release.commit, links?.commit)}${links?.compare !== undefined && html` · <a href=${links.compare} target="_blank" rel="noopener noreferrer">compare</a>`}</dd>
      ${ref !== release.version && html`<dt>Asked for</dt><dd class="mono">${ref}</dd>`}
      <dt>Strategy</dt><dd>${strategy}${canary && `, ${canary.percent} % for ${canary.minutes} min`}</dd>
      ${checks && html`<dt>Checks</dt><dd>${checks.green} of ${checks.all} green${checks.red.length > 0 && `, red: ${checks.red.join(', ')}`}</dd>`}
      ${image !== undefined && html`<dt>Image</dt><dd class="mono">${image}</dd>`}
    </dl>
    ${
      commits.length > 0 &&
      html`<h3>${commit_count === 1 ? 'One commit' : `${commit_count} commits`}</h3>
      <ul class="commits">${commits.map(({ sha, subject, author }) => html`<li key=${sha}><span class="mono">${sha.slice(0, SHORT)}</span> <span>${subject} <span class="soft small">${author}</span></span></li>`)}</ul>`
    }
  </section>`
}

function shaView(sha: string, link: string | undefined): VNode {
  const short = html`<span class="mono" title=${sha}>${sha.slice(0, SHORT)}</span>`
  return link === undefined ? short : html`<a href=${link} target="_blank" rel="noopener noreferrer">${short}</a>`
}
