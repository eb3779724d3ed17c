/** What stands in a text where a secret stood. */
export const REDACTED = '[secret]'

/**
 * Secrets that can be told by their shape, whoever they belong to. What the first group holds is kept. Every repetition
 * that can be tried from many places is bounded, so that 100 MB of log cannot hold up the process, and none goes past
 * a quotation mark, so that a line of JSON stays one.
 */
const PATTERNS: readonly RegExp[] = [
  // Slack: bot, user, app-level, refresh and configuration tokens; incoming webhooks.
  /\b(?:xoxe\.xox[a-z]|xox[a-z]|xapp)-[\w-]{10,}/g,
  /\bhttps:\/\/hooks\.slack\.com\/[\w/+-]+/g,
  // GitHub: personal, OAuth, app, refresh and fine-grained tokens. GitLab: personal access tokens.
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,})/g,
  // AWS: access key ids, long-lived and temporary.
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  // OpenAI and services that follow its form; npm; Google.
  /\bsk-[\w-]{20,}/g,
  /\bnpm_\w{30,}/g,
  /\bAIza[\w-]{30,}/g,
  // Discord bot tokens: user id, time and signature.
  /\b[MNO][\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}/g,
  // JSON web tokens.
  /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8,2000}\.[\w-]{8,}/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^"]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|(?=")|$)/g,
  /\b((?:Bearer|Basic)\s{1,4})[\w.~+/=-]{8,}/gi,
  // user:password@ of a URL.
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']{0,100}:)[^\s@/"']{1,500}(?=@)/gi,
  // password=…, "api_key": "…", AWS_SECRET_ACCESS_KEY=… : the name stays, so that people see what was left out.
  /((?:passw(?:or)?d|passphrase|secret|api[_-]?key|access[_-]?key|private[_-]?key)[\w-]{0,40}\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?)(?!\[secret\])[^\s"'\\,;&)}\]]{3,}/gi,
  // `token:` alone is also what parsers complain of ("unexpected token: …"), so it takes something that could be one.
  /(token[\w-]{0,40}\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?)(?!\[secret\])[^\s"'\\,;&)}\]]{12,}/gi,
]

/**
 * Takes secrets out of texts: every value given, as it is or as JSON, a URL or base 64 write it, and everything that has
 * the shape of a well-known kind of secret.
 */
export function createRedactor(values: readonly string[]): (text: string) => string {
  const forms = [...new Set(values.flatMap(formsOf))].filter((form) => form !== '')
  // Longest first, so that a secret that begins with another one goes whole.
  const alternatives = forms.sort((a, b) => b.length - a.length).map(escapeForPattern)
  const known = alternatives.length === 0 ? undefined : new RegExp(alternatives.join('|'), 'g')
  return (text) => {
    const withoutValues = known === undefined ? text : text.replace(known, REDACTED)
    return PATTERNS.reduce((rest, pattern) => rest.replace(pattern, keepName), withoutValues)
  }
}

/** One text without secrets; see {@link createRedactor}. */
export function redactSecrets(text: string, values: readonly string[]): string {
  return createRedactor(values)(text)
}

function keepName(_match: string, kept: unknown): string {
  return typeof kept === 'string' ? `${kept}${REDACTED}` : REDACTED
}

function formsOf(value: string): readonly string[] {
  const inJson = jsonForm(value)
  const inUrl = encodeURIComponent(value.toWellFormed())
  return [value, inJson, jsonForm(inJson), inUrl, Buffer.from(value).toString('base64')]
}

const jsonForm = (value: string): string => JSON.stringify(value).slice(1, -1)

const escapeForPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
