import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    countsItself?: true
  }
}

/** Takes every route that follows out of the count by address: it is counted by who asks, once that is known. */
export function countApart(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    route.config = { ...route.config, countsItself: true }
  })
}

export const countsItself = ({ config }: { readonly config: object }): boolean => 'countsItself' in config

/** For what counts apart: it would be left out of its own count too. */
export const COUNTED_APART = { timeWindow: '1 minute', allowList: [] as string[] } as const
