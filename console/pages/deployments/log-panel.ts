import { useEffect, useRef, useState } from 'preact/hooks'
import type { ShownLog } from '../../api/shapes.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { answered } from '../../view/answered.ts'
import { html, type VNode } from '../../view/html.ts'

interface Props {
  readonly service: string
  readonly environment: string
}

const EVERY_MS = 2_000
/** The longest that a browser can wait: 24 days. */
const NEVER_MS = 2 ** 31 - 1
const LINES = 200

/** What the place writes, as it writes it. */
export function LogPanel({ service, environment }: Props): VNode {
  const [isFollowed, setFollowed] = useState(true)
  const query = new URLSearchParams({ service, environment, count: String(LINES) })
  const answer = useAnswer<ShownLog>(`/logs?${query}`, { everyMs: isFollowed ? EVERY_MS : NEVER_MS })
  const end = useRef<HTMLPreElement>(null)
  const lines = answer.value?.lines
  useEffect(() => {
    if (isFollowed) end.current?.scrollTo({ top: end.current.scrollHeight })
  }, [lines, isFollowed])
  return html`<section class="panel" aria-label="Log"><div class="head"><h2>Log of ${service} on ${environment}</h2>
      <button type="button" aria-pressed=${String(isFollowed)} onClick=${() => setFollowed(!isFollowed)}>${isFollowed ? 'Stop following' : 'Follow'}</button></div>
    ${answered(answer, (log) =>
      log.lines.length === 0
        ? html`<p class="soft">It has written nothing.</p>`
        : html`<pre class="code log" tabindex="0" ref=${end}>${log.lines.map(lineText).join('\n')}</pre>`,
    )}
  </section>`
}

const lineText = ({ at, instance, text }: ShownLog['lines'][number]): string =>
  [at?.slice(11, 19), instance, text].filter((part) => part !== undefined).join('  ')
