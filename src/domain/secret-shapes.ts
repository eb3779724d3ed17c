/** Names of what is secret, as settings, headers and flags have them. */
const NAMES =
  '(?:passw(?:or)?d|passphrase|passcode|pwd|secret|credentials?|api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key|signing[_-]?key|encryption[_-]?key)'
const NAMED = `${NAMES}[\\w-]{0,40}`
const TOKEN = 'token[\\w-]{0,40}'
/** What was left out once is not left out again. */
const NOT_YET = '(?!\\[secret\\])'

/**
 * Secrets that can be told by their shape, whoever they belong to. What the first group holds is kept. Every repetition
 * that can be tried from many places is bounded, so that 100 MB of log cannot hold up the process, and none goes past
 * a quotation mark, so that a line of JSON stays one.
 */
export const SECRET_SHAPES: readonly RegExp[] = [
  // Private keys, to their end or to that of the text.
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[^"]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|(?=")|$)/g,
  // Slack: bot, user, app-level, refresh and configuration tokens; incoming webhooks of Slack and Discord.
  /\b(?:xoxe\.xox[a-z]|xox[a-z]|xapp)-[\w-]{10,}/g,
  /\bhttps:\/\/hooks\.slack\.com\/[\w/+-]+/g,
  /\bhttps:\/\/(?:\w{1,20}\.)?discord(?:app)?\.com\/api\/webhooks\/[\w/-]+/g,
  // GitHub: personal, OAuth, app, refresh and fine-grained tokens. GitLab: personal, trigger and runner tokens.
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|gl(?:pat|ptt|rt|dt|soat)-[\w-]{16,})/g,
  // AWS: access key ids, long-lived and temporary.
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g,
  // OpenAI and services that follow its form; Stripe; npm; PyPI; Google; Hugging Face; DigitalOcean; Vault; SendGrid.
  /\bsk-[\w-]{20,}/g,
  /\b(?:[srp]k_(?:live|test)_\w{10,}|whsec_[\w+/=]{16,})/g,
  /\bnpm_\w{30,}/g,
  /\bpypi-[\w-]{20,}/g,
  /\b(?:AIza[\w-]{30,}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{16,})/g,
  /\bhf_\w{20,}/g,
  /\bdo[opr]_v1_[a-f0-9]{32,}/g,
  /\bhv[sbr]\.[\w-]{20,}/g,
  /\bSG\.[\w-]{16,100}\.[\w-]{16,}/g,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/g,
  // Discord bot tokens: user id, time and signature.
  /\b[MNO][\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}/g,
  // JSON web tokens, signed or encrypted.
  /(?<![\w-])eyJ[\w-]{8,2000}\.(?:eyJ)?[\w-]{0,2000}\.[\w-]{8,}(?:\.[\w-]{1,4000}){0,2}/g,
  /\b((?:Bearer|Basic)\s{1,4})[\w.~+/=-]{8,}/gi,
  /\b(authorization["']?\s{0,4}[:=]\s{0,4}["']?(?:token|digest|apikey|key)\s{1,4})(?!\[secret\])[^\s"']{6,}/gi,
  /\b((?:set-)?cookie["']?\s{0,4}:\s{0,4}["']?)(?!\[secret\])[^"'\n]{3,2000}/gi,
  // user:password@ of a URL.
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']{0,100}:)[^\s@/"']{1,500}(?=@)/gi,
  // curl -u user:password
  /(\s(?:-u|--user)[ =]["']?[^\s:"']{1,100}:)(?!\[secret\])[^\s"']{1,200}/g,
  // --password hunter2
  new RegExp(`(\\s--?[\\w-]{0,30}(?:${NAMED}|token)[ =]["']?)${NOT_YET}[^\\s"'-][^\\s"']{2,500}`, 'gi'),
  // "password": "with spaces", the same inside a string of JSON, and password='with spaces'.
  new RegExp(`(${NAMED}["']?\\s{0,4}[:=]\\s{0,4}")${NOT_YET}(?:[^"\\\\\\n]|\\\\[^\\n]){1,1000}`, 'gi'),
  new RegExp(`(${NAMED}\\\\"\\s{0,4}[:=]\\s{0,4}\\\\")${NOT_YET}[^"\\\\\\n]{1,1000}`, 'gi'),
  new RegExp(`(${NAMED}["']?\\s{0,4}[:=]\\s{0,4}')${NOT_YET}[^'"\\n]{1,1000}`, 'gi'),
  // password=…, "api_key": "…", AWS_SECRET_ACCESS_KEY=… : the name stays, so that people see what was left out.
  new RegExp(`(${NAMED}\\\\?["']?\\s{0,4}[:=]\\s{0,4}\\\\?["']?)${NOT_YET}[^\\s"'\\\\,;&)}\\]]{3,}`, 'gi'),
  // `token:` alone is also what parsers complain of ("unexpected token: …"), so it takes something that could be one.
  new RegExp(`(${TOKEN}\\\\?["']?\\s{0,4}[:=]\\s{0,4}\\\\?["']?)${NOT_YET}[^\\s"'\\\\,;&)}\\]]{12,}`, 'gi'),
]
