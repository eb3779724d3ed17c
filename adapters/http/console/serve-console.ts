import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Asset, type Assets, readAssets } from './assets.ts'
import { drawPage, type Page } from './page.ts'

interface Console {
  readonly assets: Assets
  readonly page: Page
}

const NOT_MODIFIED = 304
const NOT_FOUND = 404
/** A browser asks for every file of the console at once, once for each version. */
const FILES_A_MINUTE = 12_000

/**
 * Serves the web console at `/`: a page without data, whose scripts ask the API. It needs no login, since there is nothing
 * in it but the code; the policy for content lets nothing in that is not served here.
 */
export async function serveConsole(server: FastifyInstance): Promise<void> {
  let known: Console | undefined
  const console = (): Console => {
    if (known) return known
    const assets = readAssets()
    known = { assets, page: drawPage(assets) }
    return known
  }

  await server.register(async (pages) => {
    await pages.register(helmet, {
      contentSecurityPolicy: { useDefaults: false, directives: policyFor(console) },
      // A proxy that speaks https may say so for itself.
      strictTransportSecurity: false,
      xFrameOptions: { action: 'deny' },
    })
    pages.get('/', async (request, reply) => {
      const { page, assets } = console()
      const etag = `"${assets.base.split('/')[2]}"`
      reply.header('etag', etag).header('cache-control', 'no-cache')
      if (request.headers['if-none-match'] === etag) return reply.code(NOT_MODIFIED).send()
      return reply.type('text/html; charset=utf-8').send(page.html)
    })
    // Pages that name no icon, such as that of the login, are given this one.
    pages.get('/favicon.ico', async (request, reply) => {
      const icon = console().assets.files.get('icon.svg')
      return icon ? sendAsset(request, reply, icon) : reply.code(NOT_FOUND).send()
    })
    pages.get<{ Params: { version: string; '*': string } }>(
      '/console/:version/*',
      { config: { rateLimit: { max: FILES_A_MINUTE, timeWindow: '1 minute' } } },
      async (request, reply) => {
        const { base, files } = console().assets
        const { version, '*': path } = request.params
        const asset = base === `/console/${version}/` ? files.get(path) : undefined
        return asset ? sendAsset(request, reply, asset) : reply.code(NOT_FOUND).send({ status: 'not there' })
      },
    )
  })
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, { type, bytes, gzip }: Asset): FastifyReply {
  const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding')
  return takesGzip ? reply.header('content-encoding', 'gzip').send(gzip) : reply.send(bytes)
}

/** Scripts and styles from here alone, none of them inline but the map of imports; no frame, no other host, no plug-in. */
const policyFor = (console: () => Console) => ({
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'", () => console().page.importMapHash],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["'none'"],
})
