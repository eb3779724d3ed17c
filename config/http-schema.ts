import { z } from 'zod'
import { DEFAULT_HTTP_PORT } from './defaults.ts'
import { listed, port, secret, url } from './schema-values.ts'

/** Shorter ones can be found by trying. */
const SHORTEST_SECRET_BYTES = 32
const SHORT = `must have at least ${SHORTEST_SECRET_BYTES} bytes, such as those of \`openssl rand -base64 32\``

const userClaim = z
  .string()
  .min(1)
  .default('sub')
  .describe(
    'The claim that names its person: `sub`, or such as `email`, which counts where its issuer has verified it. They are the user `web:<value>` in `access`',
  )

/** Everything else is read by whoever stands between. */
const issuer = z.string().refine(isSafeUrl, 'must be an https address, or one of this machine')

function isSafeUrl(text: string): boolean {
  const to = URL.parse(text)
  return (
    to?.protocol === 'https:' || (to?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(to.hostname))
  )
}

const jwt = z
  .strictObject({
    secret: secret('HS256: the secret that its issuer signs with, from a variable, or the name of a secret')
      .refine((value) => Buffer.byteLength(value.reveal()) >= SHORTEST_SECRET_BYTES, SHORT)
      .optional(),
    issuer: issuer
      .optional()
      .describe(
        'The issuer, exactly as in `iss`. Without `secret`, its keys are fetched from where its OpenID configuration says',
      ),
    audience: z.string().min(1).describe('What `aud` must be or hold: tokens for other programs open nothing here'),
    userClaim,
  })
  .refine(({ secret, issuer }) => secret !== undefined || issuer !== undefined, 'needs a secret or an issuer')
  .describe('Takes JSON web tokens for the API, beside tokens of its own')

const oidc = z
  .strictObject({
    issuer: issuer.describe('The provider, exactly as in `iss`, such as `https://login.example.com/`'),
    clientId: z
      .string()
      .min(1)
      .describe(
        'What the provider calls Shipmate. The address to register there is that of the console with `/login/callback`',
      ),
    clientSecret: secret(
      'From a variable, or the name of a secret. Left out: a public client, which PKCE alone protects',
    ).optional(),
    userClaim,
  })
  .describe('People sign in to the console by this OpenID provider, beside by links')

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
    jwt: jwt.optional(),
    oidc: oidc.optional(),
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
