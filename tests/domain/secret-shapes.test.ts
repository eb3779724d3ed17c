import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactSecrets } from '../../src/domain/redact.ts'

const letters = (
  minLength: number,
  maxLength = minLength,
  from = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
) => fc.string({ unit: fc.constantFrom(...from), minLength, maxLength })
const joined = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((texts) => texts.join(''))
const base64 = letters(64, 64, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

const hex = (length: number) => letters(length, length, '0123456789abcdef')
const digits = (length: number) => letters(length, length, '0123456789')

/** What must be gone, and how it may stand in a text. */
const KINDS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'a Slack token': joined('xoxb-', letters(11, 40)),
  'a Slack app token': joined('xapp-1-', letters(12, 40)),
  'a Slack webhook': joined('https://hooks.slack.com/services/T0/B0/', letters(24)),
  'a Discord webhook': joined('https://discord.com/api/webhooks/123456789012345678/', letters(60)),
  'a Discord token': joined('M', letters(25), '.', letters(6), '.', letters(38)),
  'a GitHub token': joined('ghp_', letters(36)),
  'a fine-grained GitHub token': joined('github_pat_', letters(40, 80)),
  'a GitLab token': joined('glpat-', letters(20)),
  'an AWS key id': joined('AKIA', letters(16, 16, upper)),
  'an npm token': joined('npm_', letters(36)),
  'a PyPI token': joined('pypi-', letters(40, 100)),
  'a Stripe key': joined(fc.constantFrom('sk_live_', 'rk_live_', 'sk_test_'), letters(24)),
  'a Stripe webhook secret': joined('whsec_', letters(32)),
  'an OpenAI key': joined('sk-', letters(40)),
  'a Google key': joined('AIza', letters(35)),
  'a Hugging Face token': joined('hf_', letters(34)),
  'a Vault token': joined('hvs.', letters(24, 90)),
  'a SendGrid key': joined('SG.', letters(22), '.', letters(43)),
  'a Docker token': joined('dckr_pat_', letters(27)),
  'a Shopify token': joined(fc.constantFrom('shpat_', 'shpss_', 'shpca_', 'shppa_'), hex(32)),
  'an Atlassian token': joined('ATATT3xFfGF0', letters(60, 180), '=', letters(8)),
  'a Bitbucket app password': joined('ATBB', letters(32)),
  'a Linear key': joined('lin_api_', letters(40)),
  'a Grafana service account token': joined('glsa_', letters(32), '_', hex(8)),
  'a Databricks token': joined('dapi', hex(32)),
  'a Notion token': joined('ntn_', digits(11), letters(35)),
  'a Telegram bot token': joined(digits(10), ':AA', letters(33)),
  'a Twilio key': joined('SK', hex(32)),
  'a Postman key': joined('PMAK-', hex(24), '-', hex(34)),
  'an Anthropic key': joined('sk-ant-api03-', letters(93), 'AA'),
  'a Groq key': joined('gsk_', letters(52)),
  'a Vercel token': joined('vcp_', letters(56)),
  'a Figma token': joined('figd_', letters(40)),
  'a Cloudflare token': joined('cfut_', letters(40), hex(8)),
  'a Tailscale key': joined('tskey-auth-', letters(16), '-', letters(32)),
  'a JSON web token': joined('eyJ', letters(20, 200), '.eyJ', letters(20, 300), '.', letters(43)),
}

const around = fc.constantFrom('', ' ', '\n', '"', '(', ': ', '=', ' is ', '@')

test.each(Object.entries(KINDS))('%s never survives', (_, kind) => {
  fc.assert(
    fc.property(kind, around, around, (secret, before, after) => {
      expect(redactSecrets(`said${before === '' ? ' ' : before}${secret}${after}`, [])).not.toContain(secret)
    }),
  )
})

const named = fc.constantFrom('password', 'DB_PASSWORD', 'client_secret', 'api-key', 'AccountKey', 'passphrase', 'PWD')
const value = letters(8, 30)

test('what a name calls secret does not survive, quoted with spaces or not', () => {
  fc.assert(
    fc.property(named, value, value, (name, one, two) => {
      const texts = [
        `${name}=${one}`,
        `${name}: ${one}`,
        `${name}="${one} ${two}"`,
        `${name}='${one} ${two}'`,
        JSON.stringify({ [name]: `${one} ${two}` }),
        JSON.stringify({ line: JSON.stringify({ [name]: `${one} ${two}` }) }),
        `run --${name.toLowerCase()} ${one}`,
      ]
      for (const text of texts) {
        const redacted = redactSecrets(text, [])
        expect(redacted).not.toContain(one)
        if (text.includes(two)) expect(redacted).not.toContain(two)
      }
    }),
  )
})

test('a password in a connection string does not survive', () => {
  fc.assert(
    fc.property(fc.constantFrom('postgres', 'redis', 'mongodb+srv', 'amqps', 'mysql'), value, (scheme, password) => {
      expect(redactSecrets(`${scheme}://bot:${password}@db.example/main`, [])).not.toContain(password)
      expect(redactSecrets(`${scheme}://:${password}@db.example/0`, [])).not.toContain(password)
    }),
  )
})

test('a private key does not survive, whole, cut off at its end, or cut off at its beginning', () => {
  fc.assert(
    fc.property(
      fc.array(base64, { minLength: 2, maxLength: 50 }),
      fc.constantFrom('', 'RSA ', 'EC ', 'OPENSSH '),
      (lines, kind) => {
        const body = lines.join('\n')
        const begin = `-----BEGIN ${kind}PRIVATE KEY-----`
        const end = `-----END ${kind}PRIVATE KEY-----`
        for (const text of [`${begin}\n${body}\n${end}`, `${begin}\n${body}`, `${body}\n${end}`]) {
          const redacted = redactSecrets(`start\n${text}`, [])
          for (const line of lines) expect(redacted).not.toContain(line)
          expect(redacted).toContain('start')
        }
      },
    ),
  )
})

test('a line of JSON stays one', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.oneof(named, fc.string()), fc.oneof(value, fc.string(), ...Object.values(KINDS))),
      (data) => {
        expect(() => JSON.parse(redactSecrets(JSON.stringify(data), []))).not.toThrow()
      },
    ),
  )
})

test('redacting again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(...Object.values(KINDS), joined(named, '=', value), fc.string())), (parts) => {
      const once = redactSecrets(parts.join(' '), [])
      expect(redactSecrets(once, [])).toBe(once)
    }),
  )
})
