import { useEffect, useState } from 'preact/hooks'
import { look } from '../../api/ask.ts'
import { sentenceOf } from '../../api/problem.ts'
import type { Page, PageProps } from '../../shell/page.ts'
import { asQuery, chosen, type Filter, filterForm } from '../../view/filters.ts'
import { html, type VNode } from '../../view/html.ts'
import { useNow } from '../../view/use-now.ts'
import { entryTable, type ShownEntry } from './entry-table.ts'

export const audit: Page = { id: 'audit', title: 'Audit', icon: 'audit', letter: 'u', content: Audit }

const FILTERS: readonly Filter[] = [
  { name: 'kind', label: 'Kind', options: ['request', 'decision', 'refusal', 'effect'] },
  { name: 'who', label: 'Who', hint: 'slack:U024BE7LH' },
  { name: 'service', label: 'Service' },
  { name: 'environment', label: 'Environment' },
  { name: 'correlation', label: 'What belongs together', hint: 'a correlation id' },
]

interface EntryPage {
  readonly entries: readonly ShownEntry[]
  readonly next?: string
}

function Audit({ query }: PageProps): VNode {
  const asked = asQuery({ ...chosen(FILTERS, query), order: 'newest', limit: '50' })
  const { page, problem, older } = useEntries(asked)
  const now = useNow()
  return html`<div class="head"><h1>Audit</h1>
      <p class="tools"><a class="button" href="/api/v1/audit/export?format=csv" download>Export as CSV</a>
        <a class="button" href="/api/v1/audit/export?format=jsonl" download>as JSON lines</a></p></div>
    <p class="soft">Who asked for, decided and did what. <span class="mono">shipmate audit verify</span> says whether the log is as it was written.</p>
    ${filterForm('audit', FILTERS, query)}
    ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
    ${page ? entryTable(page.entries, now) : problem === undefined && html`<p class="loading">Loading …</p>`}
    ${page?.next !== undefined && html`<p><button type="button" onClick=${older}>Show older ones</button></p>`}`
}

/** Newest first; older ones are put below when asked for. */
function useEntries(asked: string) {
  const [page, setPage] = useState<EntryPage>()
  const [problem, setProblem] = useState<string>()
  const read = async (before: EntryPage | undefined, signal?: AbortSignal): Promise<void> => {
    const cursor = before?.next === undefined ? '' : `&cursor=${before.next}`
    try {
      const more = await look<EntryPage>(`/audit?${asked}${cursor}`, signal)
      setPage({ ...more, entries: [...(before?.entries ?? []), ...more.entries] })
    } catch (error) {
      if (!signal?.aborted) setProblem(sentenceOf(error))
    }
  }
  useEffect(() => {
    const left = new AbortController()
    setPage(undefined)
    setProblem(undefined)
    void read(undefined, left.signal)
    return () => left.abort()
  }, [asked])
  return { page, problem, older: () => void read(page) }
}
