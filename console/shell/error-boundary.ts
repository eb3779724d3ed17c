import { Component, type ComponentChildren } from 'preact'
import { html } from '../view/html.ts'

interface Props {
  /** Where it stands: at another place, it is tried again. */
  readonly place: string
  readonly children?: ComponentChildren
}

interface State {
  readonly error?: Error | undefined
}

/** Keeps a fault in one page from taking the rest away. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = {}

  static override getDerivedStateFromError(error: Error): State {
    return { error }
  }

  override componentDidUpdate(before: Props): void {
    if (before.place !== this.props.place && this.state.error) this.setState({ error: undefined })
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return html`<div class="problem" role="alert">
      <p>The console cannot show this page: ${error.message}</p>
      <p>Everything on it can be asked in chat, too.</p>
      <button type="button" onClick=${() => this.setState({ error: undefined })}>Try again</button>
    </div>`
  }
}
