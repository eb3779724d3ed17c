import { render } from 'preact'
import { App } from './app.ts'
import { h } from './html.ts'

const root = document.getElementById('page')
if (root) {
  root.replaceChildren()
  render(h(App, {}), root)
}
