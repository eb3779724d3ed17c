import { useEffect, useRef, useState } from 'preact/hooks'
import { look, onLoggedOut } from '../api/ask.ts'
import { Problem, sentenceOf } from '../api/problem.ts'
import { h, html, type VNode } from '../view/html.ts'
import { ANNOUNCED } from './announce.ts'
import { ErrorBoundary } from './error-boundary.ts'
import { KeysDialog } from './keys-dialog.ts'
import type { Me } from './me.ts'
import { Navigation } from './navigation.ts'
import { NotLoggedIn } from './not-logged-in.ts'
import type { Page } from './page.ts'
import type { Route } from './route.ts'
import { to } from './route.ts'
import { listenToKeys } from './shortcuts.ts'
import { useRoute } from './use-route.ts'

type Login =
  | { readonly kind: 'unknown'; readonly problem?: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'somebody'; readonly me: Me }

const NOT_AUTHENTICATED = 401
const RETRY_MS = 3_000

interface Props {
  readonly pages: readonly Page[]
}

/** The whole console: who is there decides what is shown. */
export function App({ pages }: Props): VNode {
  const login = useLogin()
  if (login.kind === 'nobody') return h(NotLoggedIn, {})
  if (login.kind === 'unknown') return html`<p class="loading">${login.problem ?? 'Shipmate is loading …'}</p>`
  return h(Shell, { pages, me: login.me })
}

function useLogin(): Login {
  const [login, setLogin] = useState<Login>({ kind: 'unknown' })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const find = async (): Promise<void> => {
      try {
        setLogin({ kind: 'somebody', me: await look<Me>('/me') })
      } catch (error) {
        if (error instanceof Problem && error.status === NOT_AUTHENTICATED) return setLogin({ kind: 'nobody' })
        setLogin({ kind: 'unknown', problem: sentenceOf(error) })
        timer = setTimeout(() => void find(), RETRY_MS)
      }
    }
    onLoggedOut(() => setLogin({ kind: 'nobody' }))
    void find()
    return () => clearTimeout(timer)
  }, [])
  return login
}

function Shell({ pages, me }: Props & { readonly me: Me }): VNode {
  const route = useRoute()
  const [showsKeys, setShowsKeys] = useState(false)
  const page = pages.find(({ id }) => id === route.page) ?? (route.page === '' ? pages[0] : undefined)
  const content = useFocusOnChange(page?.id)
  useEffect(() => {
    document.title = page ? `${page.title} · Shipmate` : 'Shipmate'
  }, [page?.title])
  useEffect(
    () =>
      listenToKeys(pages, (meaning) => {
        if (meaning.kind === 'helps') setShowsKeys(true)
        else if (meaning.kind === 'goes') location.hash = to(meaning.page)
        else document.getElementById('say')?.focus()
      }),
    [pages],
  )
  return html`
    <a class="skip" href="#content" onClick=${(event: Event) => skipTo(event, content.current)}>Skip to the content</a>
    ${h(Navigation, { pages, current: page?.id ?? '', me, onKeys: () => setShowsKeys(true) })}
    <main id="content" tabindex="-1" ref=${content}>
      ${h(ErrorBoundary, { place: placeOf(route) }, page ? h(page.content, { ...route, me }) : NOWHERE)}
    </main>
    <div id=${ANNOUNCED} class="hidden" role="status" aria-live="polite"></div>
    ${showsKeys && h(KeysDialog, { pages, onClose: () => setShowsKeys(false) })}
  `
}

/** Whoever changes the page by keyboard is in its content then, and hears its title. */
function useFocusOnChange(page: string | undefined) {
  const content = useRef<HTMLElement>(null)
  const before = useRef(page)
  useEffect(() => {
    if (before.current !== page) content.current?.focus()
    before.current = page
  }, [page])
  return content
}

/** The address keeps the page: it is what `#` stands for here. */
function skipTo(event: Event, content: HTMLElement | null): void {
  event.preventDefault()
  content?.focus()
}

const placeOf = ({ page, rest }: Route): string => [page, ...rest].join('/')

const NOWHERE = html`<h1>There is no such page</h1><p><a href=${to('overview')}>Overview</a></p>`
