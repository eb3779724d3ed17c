import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'

const NEEDED = {
  clientId: 'SLACK_CLIENT_ID',
  clientSecret: 'SLACK_CLIENT_SECRET',
  stateSecret: 'SLACK_STATE_SECRET',
  installationKey: 'SLACK_INSTALLATION_KEY',
  publicUrl: 'SLACK_PUBLIC_URL',
} as const

/** All of it or nothing: with a part of it people would find a page that fails. */
export function slackInstallProblems({ slack }: Outline): readonly PathProblem[] {
  if (slack === undefined) return []
  const names = Object.keys(NEEDED) as (keyof typeof NEEDED)[]
  const missing = names.filter((name) => slack[name] === '')
  if (missing.length === 0 || missing.length === names.length) return []
  return missing.map((name) => ({
    path: ['slack', name],
    problem: 'is missing, and other workspaces cannot install the app without it',
    remedy: `Set ${NEEDED[name]}, or leave out ${names.filter((one) => slack[one] !== '').join(', ')}.`,
  }))
}
