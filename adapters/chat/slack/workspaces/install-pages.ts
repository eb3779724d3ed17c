import type { IncomingMessage, ServerResponse } from 'node:http'
import { type CallbackOptions, ErrorCode, type Installation as Granted, InstallProvider } from '@slack/oauth'
import type { Logger } from 'pino'
import type { Clock } from '../../../../src/ports/clock.ts'
import { BOT_SCOPES } from '../bot-scopes.ts'
import { boltLogger } from '../connection/bolt-logger.ts'
import { createWebClient, webClientOptions } from '../connection/web-client.ts'
import type { TakePage } from './door.ts'
import { installationFrom } from './granted.ts'
import { PAGES, type Page, pageWithLink, showPage } from './html.ts'
import type { InstallSettings } from './install-settings.ts'
import type { Installation } from './installation.ts'
import type { Installations } from './installations.ts'
import type { Registry } from './registry.ts'

const START = '/slack/install'
const BACK = '/slack/oauth_redirect'
/** What ties the two pages to one browser, so that nobody can have somebody else finish what they started. */
const COOKIE = 'shipmate-slack-install'

export interface InstallPagesParts {
  readonly installs: InstallSettings
  readonly installations: Pick<Installations, 'find' | 'keep'>
  readonly registry: Pick<Registry, 'changed'>
  /** It has the bot already, by the token of the configuration. */
  readonly homeSite: string
  readonly apiUrl: string | undefined
  readonly clock: Clock
  readonly log: Logger
}

/** The two pages by which the app is installed. They show nothing of what a browser sends. */
export function createInstallPages(parts: InstallPagesParts): TakePage {
  const { installs, apiUrl, log } = parts
  const redirectUri = new URL(BACK, installs.publicUrl).toString()
  const provider = new InstallProvider({
    ...{ clientId: installs.clientId, clientSecret: installs.clientSecret, stateSecret: installs.stateSecret },
    installUrlOptions: { scopes: [...BOT_SCOPES], redirectUri },
    stateCookieName: COOKIE,
    renderHtmlForInstallPath: pageWithLink,
    installationStore: { storeInstallation: refuse, fetchInstallation: refuse },
    clientOptions: webClientOptions(apiUrl, log),
    logger: boltLogger(log),
  })
  const back: CallbackOptions = {
    async afterInstallation(granted, _, __, response) {
      showPage(response, await keep(parts, granted))
      // All is done: the provider itself is to keep nothing.
      return false
    },
    failure(error, _, __, response) {
      log.warn({ err: error }, 'the slack app was not installed')
      showPage(response, error.code === ErrorCode.AuthorizationError ? PAGES.cancelled : PAGES.failed)
    },
  }

  return (request, response) => {
    const path = pathOf(request)
    if (request.method !== 'GET' || (path !== START && path !== BACK)) return false
    secure(response)
    const answered =
      path === START ? provider.handleInstallPath(request, response) : provider.handleCallback(request, response, back)
    answered.catch((error: unknown) => {
      log.warn({ err: error }, 'a page for installing the slack app could not be shown')
      showPage(response, PAGES.failed)
    })
    return true
  }
}

async function keep(parts: InstallPagesParts, granted: Granted): Promise<Page> {
  const { installations, registry, homeSite, apiUrl, clock, log } = parts
  const installation = await installationFrom(granted, apiUrl, log)
  if (installation === undefined) return PAGES.expires
  const { site, team, name } = installation
  if (site === homeSite) return PAGES.home
  if (!(await installations.keep(installation, clock.now()))) {
    await giveBack(parts, installation)
    return PAGES.oneInOrganisation
  }
  registry.changed(site)
  log.info({ site, team, workspace: name }, 'the slack app was installed')
  return PAGES.installed
}

/** Of what is refused no token is to stay good, unless it is the one that is kept. */
async function giveBack(
  { installations, apiUrl, log }: Pick<InstallPagesParts, 'installations' | 'apiUrl' | 'log'>,
  { site, team, token }: Installation,
): Promise<void> {
  try {
    if ((await installations.find(site))?.token === token) return
    await createWebClient(token, apiUrl, log).auth.revoke()
  } catch (error) {
    log.warn({ err: error, site, team }, 'a token of a refused slack installation could not be revoked')
  }
}

async function refuse(): Promise<never> {
  throw new Error('installations are kept elsewhere')
}

function pathOf({ url = '/' }: IncomingMessage): string | undefined {
  return URL.parse(url, 'http://door')?.pathname
}

function secure(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('X-Content-Type-Options', 'nosniff')
}
