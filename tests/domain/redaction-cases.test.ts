import { expect, test } from 'vitest'
import { redactSecrets } from '../../src/domain/redact.ts'

/** What people paste and what programs write; `¦` stands around what must go. */
const CASES: Readonly<Record<string, string>> = {
  'a token before @': 'git clone https://¦0123456789abcdef0123¦@git.example/app.git',
  'a token of letters before @': 'git clone https://¦mysecrettoken¦@git.example/app.git',
  'netrc in one line': 'machine git.example login ana password ¦correct-horse¦',
  'netrc in lines': 'machine git.example\n  login ana\n  password ¦correcthorse¦\n',
  'netrc, the last line alone': '  password ¦hunter2¦\n',
  'mysql -p': 'mysql -h db -u root -p¦hunter2¦ shop',
  'mysqldump -p, quoted': "mysqldump -u root -p¦'hunter 2'¦ shop > shop.sql",
  'mariadb -p': '$ mariadb -uroot -p¦x¦',
  'sshpass -p': 'sshpass -p ¦x¦ ssh deploy@host',
  'docker login -p': 'docker login -u ana -p ¦x¦ registry.example',
  'podman login -p': 'podman login registry.example --username ana -p=¦hunter2¦',
  'redis-cli -a': 'redis-cli -h redis -a ¦hunter2¦ ping',
  'openssl -passin': 'openssl rsa -in key.pem -passin pass:¦hunter2¦',
  'a Docker token': 'DOCKER ¦dckr_pat_abcdefghijklmnopqrstuvwxyz0¦',
  'a Shopify token': 'uses ¦shpat_0123456789abcdef0123456789abcdef¦ now',
  'an Atlassian token': 'uses ¦ATATT3xFfGF0abcdefghijklmnopqrstuvwxyz0123456789=ABCD1234¦ now',
  'a Linear key': 'uses ¦lin_api_abcdefghijklmnopqrstuvwxyz0123456789ABCD¦ now',
  'a Grafana token': 'uses ¦glsa_abcdefghijklmnopqrstuvwxyz012345_0123abcd¦ now',
  'a Databricks token': 'uses ¦dapi0123456789abcdef0123456789abcdef¦ now',
  'a Notion token': 'uses ¦ntn_12345678901abcdefghijklmnopqrstuvwxyz012345678¦ now',
  'a Telegram token': 'https://api.telegram.org/bot¦123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11¦/getMe',
  'a Twilio key': 'uses ¦SK0123456789abcdef0123456789abcdef¦ now',
  'a Twilio token by its name': 'TWILIO_AUTH_TOKEN=¦0123456789abcdef0123456789abcdef¦',
  'a Postman key': 'uses ¦PMAK-0123456789abcdef01234567-0123456789abcdef0123456789abcdef01¦ now',
  'an Azure signature':
    'https://x.blob.core.windows.net/c/b?sv=2024-11-04&se=2026-12-01&sig=¦abcDEF123%2Babc456%3D¦&sr=b',
  'an Azure connection string':
    'DefaultEndpointsProtocol=https;AccountName=x;AccountKey=¦abcDEF123+/abcDEF123==¦;EndpointSuffix=y',
  'an Amazon signature': 'GET /b/k?X-Amz-Date=1&X-Amz-Signature=¦0123456789abcdef0123456789abcdef¦',
  'a block scalar': 'db:\n  password: |\n    ¦first line\n    second line¦\n  port: 5432\n',
  'a folded block scalar': 'api_key: >-\n  ¦abc def\n  ghi¦\nport: 1\n',
  'an element': '<user>ana</user><password>¦x¦</password>',
  'an element with a name space and attributes': '<wsse:Password Type="text">¦hunter2¦</wsse:Password>',
  'a variable of a container': '- name: DB_PASSWORD\n  value: ¦hunter2¦\n- name: PORT\n  value: 80\n',
  'the same in JSON': '{"name":"DB_PASSWORD","value":"¦hunter2¦"}',
  German: 'Passwort: ¦geheim1¦',
  'German, other word': 'Kennwort=¦geheim1¦',
  Spanish: 'contraseña: ¦secreta¦',
  'Spanish without tilde': 'contrasena: ¦secreta¦',
  'Spanish, tilde apart': 'contrasen\u0303a: ¦secreta¦',
  French: 'mot de passe : ¦motsecret¦',
  Portuguese: 'senha=¦segredo¦',
  Russian: 'Пароль: ¦секрет¦',
  Chinese: '密码：¦hunter2¦',
  Japanese: 'パスワード: ¦himitsu¦',
  'a name with a zero-width space': 'pass\u200bword=¦hunter2¦',
  'a name in wide letters': 'ｐａｓｓｗｏｒｄ＝¦hunter2¦',
  'a name in colour': '\u001b[1mpass\u001b[0mword: ¦hunter2¦',
  'a value in colour': 'password: \u001b[31m¦hunter2¦\u001b[0m',
  'a name in colour, in JSON': '{"msg":"\\u001b[1mpass\\u001b[0mword: ¦hunter2¦"}',
  'an @ in a password': 'postgres://u:¦p@ss:w0rd¦@db/main',
  'a slash in a password': 'postgres://u:¦p/ss:w0rd¦@db/main',
  'no user': 'redis://:¦hunter2¦@cache:6379/0',
  DB_PASS: 'DB_PASS=¦hunter2¦ PORT=1',
}

test.each(Object.entries(CASES))('%s', (_, marked) => {
  const [before, , after] = marked.split('¦')
  expect(redactSecrets(marked.replaceAll('¦', ''), [])).toBe(`${before}[secret]${after}`)
})

/** Lines of builds, services and commits that say nothing secret. */
const ORDINARY = `
Merge pull request #42 from ana/fix-token-refresh
fix(auth): reset the password form after a failed login
Password reset
Reset password
feat: add "Forgot your password?" link
docs: say where secrets are kept
chore(deps): bump jsonwebtoken from 9.0.1 to 9.0.2
Revert "Rotate API keys every 90 days"
refactor: rename accessKey to accessToken in the client
Add a test for expired tokens
test: password must have 12 characters
SyntaxError: unexpected token: end of input
SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON
the password was changed by ana
no secret here, move on
deploy --user-agent curl
task sk-1 is done
PASSWORD reset mail was sent
PASS tests/auth/password.test.ts (12 tests)
PASS: test-password
ok 12 - tokens expire
npm warn deprecated glob@7.2.3: Glob versions prior to v9 are no longer supported
npm error code ETARGET
added 337 packages, and audited 338 packages in 41s
mysql -u root -p shop
docker run --name mysql -p3306:3306 mysql:8
docker login registry.example
ssh -p 2222 deploy@host
mkdir -p dist/assets
curl -fsS http://127.0.0.1:8080/health?service=mail
http://localhost:3000/users/ana@example.org
https://git.example/team/app/-/merge_requests/7
https://ana@bitbucket.org/team/app.git
git clone git@github.com:team/app.git
ssh://deployment-bot@build.example/srv/app.git
commit 4f2a9c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b4a39
sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
image registry.example/app@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
integrity sha512-831qok9r2t8AlxLko40y2ebgSDhenenCatLVeW/uBtnHPyhHOvG0C7TvfgecV+wHzIm5KUICgzmVpWS+IMEAeg==
request 7f9c24e5-2c1a-4b1e-9a51-0c1f7c8f2f10 took 12 ms
2026-11-29T05:12:06.173Z INFO server listens on 127.0.0.1:44751
10:32:05.123456 deploy billionmail v1.1.0 to production
GET /api/users/123456:activate 200 in 3 ms
error TS2345: Argument of type 'string' is not assignable to parameter of type 'Token'.
src/auth/password-reset-controller-integration-test-helper.ts(12,5): error
deploy billionmail v1.1.0 to production at 10:32
roll back storefront on staging please
the bearer of bad news
basic auth is off
cookie banner is gone
signature of foo(bar) changed
api key rotation is documented
x-request-id: 7f9c24e52c1a4b1e9a510c1f7c8f2f10
name: storefront, value: 12
<title>Password reset</title>
Sign in at https://id.example/login?redirect=/home
10 passed, 0 failed
bypass: enabled
compass: north
docs(pass): first_pass is done
Deploy token refresh to staging
`
  .trim()
  .split('\n')

test.each(ORDINARY)('"%s" stays as it is', (line) => {
  expect(redactSecrets(line, ['s3cr3t-value', 'ordinary'])).toBe(line)
})

test('so does all of it in one text', () => {
  const text = ORDINARY.join('\n')
  expect(redactSecrets(text, ['s3cr3t-value', 'ordinary'])).toBe(text)
})

/** Beginnings that keep a shape looking, one after the other and without an end. */
const BUSY = [
  'password',
  'secret=',
  'token',
  'eyJaaaaaaaaaa.',
  'eyJaaaaaaaaaa-',
  'a:b@',
  'x://a:',
  'https://aaaaaaaa',
  'https://a@',
  '-----BEGIN PRIVATE KEY-----',
  'MIIEabcd+/==\n',
  '-----END PRIVATE KEY-----\n',
  '-----END PRIVATE KEY----- ',
  'SG.aaaaaaaaaaaaaaaaaaaaa.',
  ' --password ',
  'cookie:',
  ' -u a:',
  '\\"',
  'api_key": "',
  "pwd='",
  '://',
  'a.',
  'mysql ',
  'mysql -p',
  'docker login ',
  'docker ',
  'redis-cli -a ',
  '<password ',
  '<password>',
  'name: password ',
  'machine a ',
  'login a password ',
  'password: |\n',
  'password: |\n  a\n',
  ' password: >\n',
  '\n',
  ' ',
  '\t',
  '\\n',
  '\x1b[',
  '\\u001b[',
  '\u200b',
  'ｐ',
  '123456:',
  'mongodb://',
  'mongodb+srv://a:b',
  'ops_ey',
  'tskey-a-',
  'xoxb-a-',
  'dapi',
  'sig=',
  '&sig=',
  'a_pass',
  'hvs.',
  'aaaaaaaa',
  'AAAA',
  '=',
]

test.each(BUSY)('much of %j takes time in proportion to its length', (piece) => {
  const text = piece.repeat(Math.ceil(200_000 / piece.length))
  // In milliseconds; what grows with the square of the length would outlast the test's time.
  expect(redactSecrets(text, ['s3cr3t-value', 'abc1']).length).toBeGreaterThan(0)
})
