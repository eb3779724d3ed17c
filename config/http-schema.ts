import { z } from 'zod'
import { DEFAULT_HTTP_PORT } from './defaults.ts'
import { listed, port, url } from './schema-values.ts'

/** The pages and the API over HTTP, and who may sign in there. */
export const httpSchema = z
  .strictObject({
    host: z
      .string()
      .min(1)
      .default('127.0.0.1')
      .describe('Where `/health`, `/ready`, `/workers`, `/agents` and `/metrics` are served'),
    hosts: listed(z.string().min(1))
      .default([])
      .describe(
        'Host names that these pages answer to besides `localhost` and their address, such as `bot` where Prometheus scrapes `bot:3000`; requests by other names are refused',
      ),
    port: port('Port of `/health`, `/ready`, `/workers`, `/agents` and `/metrics`').default(DEFAULT_HTTP_PORT),
    url: url(
      /^https$/,
      'The https address at which browsers reach the console, such as `https://shipmate.example.com`, where a proxy stands before it. Left out: people sign in on this machine alone',
    )
      .refine((it) => new URL(it).pathname === '/', 'must be an address without a path')
      .optional(),
    grpcPort: port(
      'Port of [gRPC](grpc.md) over HTTP/2. Left out: Connect and gRPC-Web alone are served, on `http.port`',
    ).optional(),
    grpcCert: z
      .string()
      .min(1)
      .optional()
      .describe('File with the certificate chain (PEM) for `grpcPort`. Left out: in the clear, on this machine alone'),
    grpcKey: z.string().min(1).optional().describe('File with the key (PEM) to `grpcCert`'),
  })
  .refine(({ grpcCert, grpcKey }) => (grpcCert === undefined) === (grpcKey === undefined), {
    ...{ path: ['grpcKey'], error: 'needs grpcCert too, and grpcCert needs grpcKey' },
  })
  .refine(
    ({ host, grpcPort, grpcCert }) => grpcPort === undefined || grpcCert !== undefined || LOOPBACK.includes(host),
    {
      ...{
        path: ['grpcPort'],
        error: 'needs grpcCert and grpcKey where http.host is not 127.0.0.1: tokens would go in the clear',
      },
    },
  )
  .prefault({})

const LOOPBACK: readonly string[] = ['127.0.0.1', '::1', 'localhost']
