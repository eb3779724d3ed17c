import { matchesOf, type Span } from './redaction/span.ts'

/** Names of what is secret, as settings, headers and flags have them, in some languages. */
const NAMES =
  '(?:passw(?:or)?[dt]|kennwort|contrase(?:ñ|n\\u0303?)a|mot de passe|senha|wachtwoord|parola|пароль|密码|密碼|パスワード|passphrase|passcode|pwd|(?<=[a-z0-9]_)pass(?![\\w-])|secret|credentials?|api[_-]?key|access[_-]?key|account[_-]?key|auth[_-]?key|private[_-]?key|signing[_-]?key|encryption[_-]?key)'
const NAMED = `${NAMES}[\\w-]{0,40}`
const TOKEN = 'token[\\w-]{0,40}'
/** What was left out once is not left out again. */
const NOT_YET = '(?!\\[secret\\])'
/** An argument of a command: quoted, or up to the next space. */
const ARGUMENT = `(?:'${NOT_YET}[^'\\n]{1,300}'|${NOT_YET}[^\\s'"\\\\][^\\s"\\\\]{0,300})`

/**
 * Secrets that are recognised by their shape, whoever they belong to. What the first group holds is kept; it starts
 * where the match does. Every repetition that can be tried from many places is bounded, so that 100 MB of log cannot
 * hold up the process, and none goes past a quotation mark, so that a line of JSON stays JSON.
 */
const SHAPES: readonly RegExp[] = [
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
  // Docker, Shopify, Linear, Notion, Postman, New Relic, Pulumi; Atlassian and Bitbucket; Grafana.
  /\b(?:dckr_(?:pat|oat)_|shp(?:at|ca|pa|ss)_|lin_(?:api|oauth)_|ntn_|PMAK-|NRAK-|pul-)[\w-]{16,}/g,
  /\b(?:AT[AC]TT|ATBB)[\w=-]{20,}/g,
  /\bgl(?:sa|c)_[\w+/=]{16,}/g,
  // Databricks; Twilio's API keys; Telegram's bots.
  /\b(?:dapi|SK)[a-f0-9]{32}(?:-\d)?\b/g,
  /(?<!\d)\d{6,12}:(?![a-f0-9-]{32})[\w-]{32,40}(?![\w-])/g,
  // Signed URLs of Azure, AWS, Google and CloudFront.
  /([?&;](?:sig|signature|X-(?:Amz|Goog)-(?:Signature|Security-Token))=)[\w%+/=~.-]{16,2000}/gi,
  // Discord bot tokens: user id, time and signature.
  /\b[MNO][\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}/g,
  // JSON web tokens, signed or encrypted.
  /(?<![\w-])eyJ[\w-]{8,2000}\.(?:eyJ)?[\w-]{0,2000}\.[\w-]{8,}(?:\.[\w-]{1,4000}){0,2}/g,
  /\b((?:Bearer|Basic)\s{1,4})[\w.~+/=-]{8,}/gi,
  /\b(authorization["']?\s{0,4}[:=]\s{0,4}["']?(?:token|digest|apikey|key)\s{1,4})(?!\[secret\])[^\s"']{6,}/gi,
  /\b((?:set-)?cookie["']?\s{0,4}:\s{0,4}["']?)(?!\[secret\])[^"'\n]{3,2000}/gi,
  // user:password@ of a URL, up to its last @; what starts like a port is taken for one.
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'<>|]{0,100}:)(?!\d{1,5}[/?#])[^\s"'<>|\\]{1,500}(?=@)/gi,
  // A token in the place of the user.
  /(\bhttps?:\/\/)(?!\[secret\])[^\s:/@"'<>|\\]{8,500}(?=@)/gi,
]

/** What shows in the text of a command line. */
const COMMANDS: readonly RegExp[] = [
  // curl -u user:password
  /(\s(?:-u|--user)[ =]["']?[^\s:"']{1,100}:)(?!\[secret\])[^\s"']{1,200}/g,
  // mysql -phunter2: with a space between, it would ask; -p3306:3306 is about ports.
  new RegExp(`(\\b(?:mysql|mariadb)[\\w-]{0,20}\\b[^\\n"]{0,200}?\\s-p)(?!\\d{1,5}:\\d)${ARGUMENT}`, 'g'),
  new RegExp(`(\\bsshpass\\s{1,4}-p\\s{0,4})${ARGUMENT}`, 'g'),
  new RegExp(
    `(\\b(?:docker|podman|nerdctl|buildah|skopeo|helm|oras|az|oc|cf)\\b[^\\n"]{0,60}?\\slogin\\b[^\\n"]{0,200}?\\s-p[ =]{0,2})${ARGUMENT}`,
    'g',
  ),
  new RegExp(`(\\bredis-cli\\b[^\\n"]{0,200}?\\s-a\\s{1,4})${ARGUMENT}`, 'g'),
  new RegExp(`(\\s-(?:pass|passin|passout)\\s{1,4}pass:)${ARGUMENT}`, 'g'),
]

/** What stands under a name that says it is secret. */
const NAMED_VALUES: readonly RegExp[] = [
  // --password hunter2
  new RegExp(`(\\s--?[\\w-]{0,30}(?:${NAMED}|token)[ =]["']?)${NOT_YET}[^\\s"'-][^\\s"']{2,500}`, 'gi'),
  // "password": "with spaces", the same inside a string of JSON, and password='with spaces'.
  new RegExp(`(${NAMED}["']?\\s{0,4}[:=]\\s{0,4}")${NOT_YET}(?:[^"\\\\\\n]|\\\\[^\\n]){1,1000}`, 'gi'),
  new RegExp(`(${NAMED}\\\\"\\s{0,4}[:=]\\s{0,4}\\\\")${NOT_YET}[^"\\\\\\n]{1,1000}`, 'gi'),
  new RegExp(`(${NAMED}["']?\\s{0,4}[:=]\\s{0,4}')${NOT_YET}[^'"\\n]{1,1000}`, 'gi'),
  // password=…, "api_key": "…", AWS_SECRET_ACCESS_KEY=… : the name stays, so that people see what was left out.
  new RegExp(`(${NAMED}\\\\?["']?\\s{0,4}[:=]\\s{0,4}\\\\?["']?)${NOT_YET}[^\\s"'\\\\,;&)}\\]]{3,}`, 'gi'),
  // password: | and then indented lines, as YAML has texts of several lines.
  new RegExp(
    `(^([ \\t]{0,40})(?:- )?["']?[\\w.-]{0,60}${NAMED}["']?[ \\t]{0,4}:[ \\t]{0,4}[|>][-+\\d]{0,2}[ \\t]{0,4}\\r?\\n\\2[ \\t]{1,40})${NOT_YET}\\S[^\\n]*(?:\\n\\2[ \\t]+[^\\n]*|\\n(?=\\n))*`,
    'gim',
  ),
  // <password>hunter2</password>
  new RegExp(
    `(<[\\w:.-]{0,60}(?:${NAMED}|token)[\\w:.-]{0,40}(?:\\s[^<>]{0,300})?>\\s{0,40})${NOT_YET}(?:[^<"\\\\\\n]|\\\\[^\\n]){1,2000}`,
    'gi',
  ),
  // name: DB_PASSWORD, value: hunter2, as lists of variables and settings have it.
  new RegExp(
    `(\\b(?:name|key)["']?\\s{0,4}[:=]\\s{0,4}["']?[\\w.-]{0,60}(?:${NAMED}|token)[\\w.-]{0,40}["']?(?:,\\s{0,40}|\\s{1,40})["']?value["']?\\s{0,4}[:=]\\s{0,4}["']?)${NOT_YET}[^\\s"'\\\\,}]{1,1000}`,
    'gi',
  ),
  // machine example.org login ana password hunter2; alone in its line it must look like one: "Password reset" is a headline.
  /(\b(?:machine|login)\s{1,10}\S{1,200}\s{1,10}(?:account\s{1,10}\S{1,200}\s{1,10})?password\s{1,10})(?!\[secret\])[^\s"'\\]{1,500}/gi,
  /(^[ \t]{0,40}password[ \t]{1,10})(?!\[secret\])(?=\S{0,200}[\d@#$%^&*!+=~])[^\s"'\\]{4,500}(?=[ \t]{0,40}$)/gim,
]

/** `token:` alone is also what parsers complain of ("unexpected token: …"), so it takes something that could be one. */
const TOKEN_VALUE = new RegExp(
  `(${TOKEN}\\\\?["']?\\s{0,4}[:=]\\s{0,4}\\\\?["']?)${NOT_YET}[^\\s"'\\\\,;&)}\\]]{12,}`,
  'gi',
)

const NAME = new RegExp(`${NAMES}|token`, 'i')

/** Finds what has the shape of a secret. */
export function findShapes(text: string): readonly Span[] {
  // Most lines name nothing secret, and these are the slow ones to look for.
  const named = NAME.test(text) ? [...NAMED_VALUES, TOKEN_VALUE] : []
  return [...SHAPES, ...COMMANDS, ...named].flatMap((shape) => matchesOf(shape, text))
}
