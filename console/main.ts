import { render } from 'preact'
import { PAGES } from './pages.ts'
import { App } from './shell/app.ts'
import { h } from './view/html.ts'

const root = document.getElementById('console')
if (root) {
  root.replaceChildren()
  render(h(App, { pages: PAGES }), root)
}
