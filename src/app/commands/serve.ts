import { join, relative } from 'node:path'
import type { Logger } from 'pino'
import { connectTerminal } from '../../../adapters/chat/terminal/terminal-chat.ts'
import type { EndedCall } from '../../../adapters/http/grpc/watch-calls.ts'
import { startHealthServer } from '../../../adapters/http/health-server.ts'
import { examine, type HealthPart } from '../../../adapters/http/readiness.ts'
import { createLogger } from '../../../adapters/logging/logger.ts'
import { createPrometheus } from '../../../adapters/metrics/prometheus.ts'
import { hideEnvironment } from '../../../adapters/process/hide-environment.ts'
import { refuseOwned } from '../../../adapters/store/folder-owner.ts'
import type { Config } from '../../../config/config.ts'
import { deployGap, policyFrom, TERMINAL_USER } from '../../access/default-policy.ts'
import { wideGrants } from '../../access/too-wide.ts'
import { consoleLinkCard } from '../../conversation/accounts/console-link-card.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { modelChecks } from '../doctor/model-checks.ts'
import { type App, startApp } from '../start-app.ts'
import { linkFor } from '../wiring/accounts.ts'
import { webhookReaders } from '../wiring/code-reports.ts'
import { bothMetrics, notObserving, type Observing, observe } from '../wiring/observing.ts'
import { fatal } from './fatal.ts'
import { firstTries, starters } from './first-tries.ts'
import { MODEL_DAYS_PATH, modelDaysPage } from './model-days/running-bot.ts'
import { modelProbes } from './model-probes.ts'
import { packageVersion } from './package-version.ts'
import { startGrpc } from './start-grpc.ts'

export interface ServeOptions {
  readonly config: Config
  /** Opens a chat on this terminal. */
  readonly terminal: boolean
  /** Called before the first thing is shown. */
  readonly started: () => void
}

/** How long a stop may take before the process ends anyway, which the log and the queue bear. Docker kills after 10 s. */
const STOP_WITHIN_MS = 9_000

/** Runs the bot until it is told to stop: by a signal, or by leaving the terminal chat. */
export async function serve({ config, terminal, started }: ServeOptions): Promise<void> {
  // The terminal chat owns standard output, so the log goes beside the data.
  const file = config.log.file ?? (terminal ? join(config.dataDir, 'shipmate.log') : undefined)
  let observing: Observing = notObserving
  const log = createLogger({
    level: config.log.level,
    file,
    secrets: config.secrets.map((secret) => secret.reveal()),
    trace: () => observing.traceOfNow(),
    // On the screen of a chat it would stand in the middle of what is typed.
    onLost: ({ message }) =>
      terminal || process.stderr.write(`The log cannot be written (${message}); the bot keeps running.\n`),
  })
  if (!hideEnvironment(config.secrets.map((secret) => secret.reveal())))
    log.warn(
      'tokens given as environment variables stay readable in /proc for programs of this user; put them into .env',
    )
  // Before the port: whoever has the folder has that too, and is what to say.
  if (config.store.kind === 'embedded') await refuseOwned(config.dataDir)
  observing = await observe(config, packageVersion(), log)
  const leaving = Promise.withResolvers<string>()
  let app: App | undefined
  const prometheus = createPrometheus()
  const metrics = observing.metrics ? bothMetrics(prometheus, observing.metrics) : prometheus
  const behindGrpc = {
    behind: () => app?.api,
    onFault: (error: unknown, request: string) => log.error({ err: error, request }, 'a gRPC call failed'),
    onEnded: (call: EndedCall) => log.debug(call, 'a gRPC call is over'),
  }
  const http = await startHealthServer({
    ...config.http,
    version: packageVersion(),
    parts: () => app && partsOf(app),
    workers: () => app?.registry.list(),
    alerts: () => app?.ownHealth.alerts().map(({ alert }) => alert) ?? [],
    webhooks: {
      readers: webhookReaders(config.webhooks),
      take: (report) => app?.bot.report(report),
      onError: (error) => log.error({ err: error }, 'a webhook cannot be recorded'),
    },
    api: {
      behind: () => app?.api,
      onFault: (error, request) => log.error({ err: error, request }, 'a request to the API failed'),
    },
    grpc: behindGrpc,
    pages: { '/metrics': () => prometheus.page(), [MODEL_DAYS_PATH]: () => modelDaysPage(app?.store, config.notation) },
  })
  const isReady = async (): Promise<boolean> => (await examine(app && partsOf(app))).status === 'ready'
  const grpc = await startGrpc(config.http, { ...behindGrpc, isReady, door: http.door }).catch(
    async (error: unknown) => {
      await http.stop()
      throw error
    },
  )
  const end = async (): Promise<void> => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    await http.stop()
    await grpc?.stop()
    await app?.stop()
    await observing.stop()
  }
  // For good: while git runs, execa listens too, and ends this process where it finds itself the last listener.
  process.on('SIGTERM', () => leaving.resolve('SIGTERM'))
  process.on('SIGINT', () => leaving.resolve('SIGINT'))
  process.on('uncaughtException', (error) => fatal(error, log))
  process.on('unhandledRejection', (error) => fatal(error, log))
  try {
    app = await startApp({
      config,
      log,
      metrics,
      observing,
      ...(terminal && {
        alsoConnect: (inbox) => {
          started()
          return connectTerminal(
            {
              input: process.stdin,
              output: process.stdout,
              user: TERMINAL_USER,
              tries: firstTries(config),
              services: (config.services ?? []).map(({ id }) => id),
              starters: starters(),
              dataDir: fromHere(config.dataDir),
              choiceFile: join(config.dataDir, 'terminal-choices'),
              env: process.env,
              onLeave: () => leaving.resolve('left'),
            },
            inbox,
            log,
          )
        },
      }),
    })
    warnOfAccess(config, log)
    void warnOfMissingModels(config, log)
    if (terminal && process.stdout.isTTY) await showConsole(config, app)
    log.info({ port: http.port, platforms: app.bot.platforms.map(({ name }) => name) }, 'shipmate is ready')
    const why = await leaving.promise
    log.info({ why }, 'shipmate stops')
  } finally {
    await end()
  }
  // A job in progress leaves timers of the queue's library behind: it resumes at the next start.
  process.exit()
}

/** The way into the console, for whoever sits at this terminal. */
async function showConsole({ http }: Config, { api, bot }: App): Promise<void> {
  const link = await linkFor(api.logins, { user: TERMINAL_USER, way: 'terminal' }, http, api.clock)
  const desk = bot.platforms.find(({ name }) => name === 'terminal')
  await desk?.post({ kind: 'direct', user: TERMINAL_USER }, consoleLinkCard(link, textsIn(undefined)), {
    key: 'console',
    mayExist: false,
  })
}

function warnOfAccess({ access, slack, discord }: Config, log: Logger): void {
  const policy = policyFrom(access, slack !== undefined || discord !== undefined)
  const gap = deployGap(policy)
  if (gap !== undefined) log.warn(gap)
  for (const { sentence } of wideGrants(policy)) log.warn(`access: ${sentence}`)
}

/** A model that is missing is no reason not to start: the rules stand in. */
async function warnOfMissingModels(config: Config, log: Logger): Promise<void> {
  for (const { name, verdict } of await modelChecks(config, modelProbes)) {
    if (verdict.state === 'failed') log.warn({ remedy: verdict.remedy }, `${name}: ${verdict.sentence}`)
  }
}

function partsOf({ store, queue, bot }: App): readonly HealthPart[] {
  return [
    { name: 'store', check: () => store.ping() },
    { name: 'queue', check: () => queue.ping() },
    ...bot.platforms.map((platform) => ({
      name: platform.name,
      check: () => {
        if (!platform.state().connected) throw new Error('not connected')
      },
      heardAt: () => platform.state().lastEventAt,
      undelivered: () => bot.undelivered(platform.name),
    })),
  ]
}

/** As short as a person would write it. */
function fromHere(folder: string): string {
  const short = relative(process.cwd(), folder)
  return short === '' || short.startsWith('..') ? folder : short
}
