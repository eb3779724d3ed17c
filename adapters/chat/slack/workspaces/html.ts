import type { ServerResponse } from 'node:http'

export interface Page {
  readonly status: number
  readonly sentences: readonly string[]
}

/** What a browser shows at the end. None holds anything of what it has sent. */
export const PAGES = {
  installed: {
    status: 200,
    sentences: [
      'Shipmate is installed in your workspace. Invite it to a channel with /invite @shipmate, or write to it directly.',
      'It answers the people there once those who run Shipmate have given them rights.',
    ],
  },
  home: {
    status: 200,
    sentences: ['Shipmate is at home in this workspace already. Nothing was changed.'],
  },
  oneInOrganisation: {
    status: 409,
    sentences: [
      'Another workspace of your organisation has Shipmate already. Nothing was changed.',
      'Ask an admin to install it for the whole organisation, or to remove it there first.',
    ],
  },
  expires: {
    status: 409,
    sentences: [
      'Shipmate was not installed: Slack gave it no lasting bot token.',
      'Those who run Shipmate must switch token rotation off in the settings of the app.',
    ],
  },
  cancelled: { status: 400, sentences: ['Shipmate was not installed, because this was cancelled in Slack.'] },
  failed: {
    status: 400,
    sentences: [
      'Shipmate was not installed. Nothing was kept.',
      'Please start again, in one browser and within ten minutes. If it fails again, ask those who run Shipmate.',
    ],
  },
} as const satisfies Record<string, Page>

export function showPage(response: ServerResponse, { status, sentences }: Page): void {
  if (response.headersSent) return void response.end()
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(htmlOf(sentences))
}

/** The first page. @param url Where Slack asks whether to allow the app. */
export function pageWithLink(url: string): string {
  return htmlOf(['Slack asks you next what Shipmate may do in your workspace.'], url)
}

function htmlOf(sentences: readonly string[], url?: string): string {
  const texts = sentences.map((sentence) => `<p>${escaped(sentence)}</p>`)
  const link = url === undefined ? '' : `<p><a href="${escaped(url)}">Add Shipmate to Slack</a></p>`
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shipmate</title><h1>Shipmate</h1>${texts.join('')}${link}</html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
