import { createRandom, type Random } from './random.ts'
import { CITIES, COUNTRIES, FIRST_NAMES, LAST_NAMES, LOREM, MAIL_HOSTS, NOUNS, PRODUCTS } from './words.ts'

/**
 * Data of the shapes and sizes in TOON's own published benchmark, made up anew: their fields and counts are theirs, no
 * value is.
 */
export function publishedDatasets(seed = 20_261_121): Readonly<Record<string, unknown>> {
  const random = createRandom(seed)
  return {
    employees: { employees: listOf(2000, (index) => employee(random, index)) },
    orders: { orders: listOf(500, (index) => order(random, index)) },
    analytics: { metrics: listOf(365, (index) => day(random, index)) },
    repositories: { repositories: listOf(100, () => repository(random)) },
    'event-logs': { logs: listOf(2000, () => logEntry(random)) },
    'nested-config': nestedConfig(random),
    flags: { flags: Object.fromEntries(listOf(500, (index) => flag(random, index))) },
    contacts: { contacts: listOf(1000, () => contact(random)) },
  }
}

const END = Date.UTC(2025, 5, 1)
const MS_PER_DAY = 86_400_000

function listOf<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index))
}

function fullName(random: Random): string {
  const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`
  if (random.chance(0.06)) return `${random.pick(['Dr.', 'Mr.', 'Ms.'])} ${name}`
  return random.chance(0.04) ? `${name} Jr.` : name
}

function email(random: Random): string {
  const end = random.chance(0.6) ? String(random.int(1, 99)) : ''
  const between = random.pick(['.', '_', ''])
  return `${random.pick(FIRST_NAMES)}${between}${random.pick(LAST_NAMES)}${end}@${random.pick(MAIL_HOSTS)}`
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .toLowerCase()
}

function phone(random: Random): string {
  const digits = (count: number): string => random.text(count, '0123456789')
  const end = random.chance(0.5) ? ` x${digits(random.int(3, 5))}` : ''
  return random.pick([
    `1-${digits(3)}-${digits(3)}-${digits(4)}${end}`,
    `(${digits(3)}) ${digits(3)}-${digits(4)}${end}`,
    `${digits(3)}.${digits(3)}.${digits(4)}${end}`,
    `${digits(3)}-${digits(3)}-${digits(4)}${end}`,
  ])
}

function recent(random: Random, days: number): string {
  return new Date(END - random.int(1, days * MS_PER_DAY)).toISOString()
}

function recentDay(random: Random, days: number): string {
  return recent(random, days).slice(0, 10)
}

function sentence(random: Random, words: number): string {
  const text = listOf(words, () => random.pick(LOREM)).join(' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function employee(random: Random, index: number) {
  return {
    id: index + 1,
    name: fullName(random),
    email: email(random),
    department: ['Engineering', 'Sales', 'Marketing', 'HR', 'Operations', 'Finance'][index % 6],
    salary: random.int(45_000, 150_000),
    yearsExperience: random.int(1, 25),
    active: random.chance(0.8),
  }
}

function order(random: Random, index: number) {
  const items = listOf(random.int(1, 4), (at) => ({
    sku: `SKU-${random.text(6)}`,
    name: PRODUCTS[at % PRODUCTS.length],
    quantity: random.int(1, 5),
    price: random.decimal(9.99, 199.99, 2),
  }))
  const subtotal = Number(items.reduce((sum, { price, quantity }) => sum + price * quantity, 0).toFixed(2))
  const tax = Number((subtotal * 0.08).toFixed(2))
  return {
    orderId: `ORD-${String(index + 1).padStart(4, '0')}`,
    customer: { id: (index % 20) + 1, name: fullName(random), email: email(random), phone: phone(random) },
    items,
    subtotal,
    tax,
    total: Number((subtotal + tax).toFixed(2)),
    status: ['pending', 'processing', 'shipped', 'delivered', 'cancelled'][index % 5],
    orderDate: recentDay(random, 90),
  }
}

function day(random: Random, index: number) {
  const date = new Date(Date.UTC(2025, 0, 1) + index * MS_PER_DAY)
  const isWeekend = date.getUTCDay() % 6 === 0
  const views = Math.round(5000 * (isWeekend ? 0.7 : 1) + random.int(-1000, 3000))
  const clicks = Math.round(views * random.decimal(0.02, 0.08, 6))
  const conversions = Math.round(clicks * random.decimal(0.05, 0.15, 6))
  return {
    date: date.toISOString().slice(0, 10),
    views,
    clicks,
    conversions,
    revenue: Number((conversions * random.decimal(49.99, 299.99, 6)).toFixed(2)),
    bounceRate: random.decimal(0.3, 0.7, 2),
  }
}

function repository(random: Random) {
  const owner = `${random.pick(NOUNS)}-${random.pick(['labs', 'org', 'js', 'works'])}`
  const name = `${random.pick(NOUNS)}${random.pick(['-', '.', ''])}${random.pick(NOUNS)}`
  const time = (days: number): string => `${recent(random, days).slice(0, 19)}Z`
  return {
    id: random.int(1_000_000, 900_000_000),
    name,
    repo: `${owner}/${name}`,
    description: describe(random),
    createdAt: time(4000),
    updatedAt: time(2),
    pushedAt: time(60),
    stars: random.int(90_000, 450_000),
    watchers: random.int(500, 9000),
    forks: random.int(5000, 90_000),
    defaultBranch: random.pick(['main', 'main', 'master', 'master', 'develop']),
  }
}

function describe(random: Random): string {
  const sign = random.chance(0.3) ? `${random.pick(['📚', '🚀', '😎', ':books:', '🎓'])} ` : ''
  const begin = random.pick([
    'A curated list of resources for',
    'The library for building',
    'An open-source, self-hosted alternative to',
    'Everything you need to know about',
    'Fast, small and typed:',
    'Interactive roadmaps and guides to',
  ])
  const middle = `${random.pick(NOUNS)}s, ${random.pick(NOUNS)}s and modern web interfaces`
  const end = random.pick([' for developers', ' from scratch', ' with TypeScript & Rust', ' (work in progress)', ''])
  return `${sign}${begin} ${middle}${end}.`
}

function logEntry(random: Random) {
  const level = random.pick(['info', 'warn', 'error'])
  const isError = level === 'error' || (level === 'warn' && random.chance(0.3))
  const entry = {
    timestamp: recent(random, 7),
    level,
    endpoint: random.pick(['/api/users', '/api/orders', '/api/products', '/api/auth', '/api/payments']),
    statusCode: isError ? random.int(400, 599) : random.int(200, 299),
    responseTime: random.int(10, 5000),
    userId: random.int(1000, 9999),
  }
  return isError ? { ...entry, error: logError(random) } : entry
}

function logError(random: Random) {
  return {
    message: random.pick([
      'Database connection timeout',
      'Invalid authentication token',
      'Resource not found',
      'Internal server error',
      'Rate limit exceeded',
    ]),
    stack: `Error: ${sentence(random, random.int(4, 9))}\n  at ${random.pick(LOREM)}\n  at ${random.pick(LOREM)}`,
    retryable: random.chance(0.6),
  }
}

function flag(random: Random, index: number): [string, unknown] {
  const value = {
    enabled: random.chance(0.6),
    rollout: random.int(0, 100),
    owner: random.pick(FIRST_NAMES),
    updatedAt: recentDay(random, 90),
  }
  return [`flag_${index}_${random.pick(NOUNS)}`, value]
}

function contact(random: Random) {
  const plan = random.int(0, 3)
  return {
    name: fullName(random),
    age: random.int(18, 80),
    email: email(random),
    address: { city: random.pick(CITIES), country: random.pick(COUNTRIES) },
    plan: { name: ['free', 'starter', 'pro', 'enterprise'][plan], price: [0, 15, 40, 120][plan] },
  }
}

const HEX = '0123456789abcdef'
const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => random.text(length, HEX)).join('-')
}

function url(random: Random): string {
  return `https://${random.pick(NOUNS)}-${random.pick(NOUNS)}.${random.pick(['com', 'org', 'net', 'info'])}/`
}

function nestedConfig(random: Random) {
  return {
    environment: 'staging',
    version: '7.14.2',
    database: {
      host: 'sturdy-harbor.net',
      port: 5432,
      name: 'postgresql',
      pool: { min: 2, max: 34, idleTimeout: 30_000 },
      replicas: listOf(3, (index) => ({
        host: `replica-${index + 1}.${random.pick(NOUNS)}-${random.pick(NOUNS)}.org`,
        port: 5432,
        priority: index + 1,
      })),
    },
    features: features(random),
    authentication: authentication(random),
    permissions: permissions(random),
  }
}

function features(random: Random) {
  const variant = (name: string, weight: number, config: unknown) => ({ name, weight, config })
  return {
    darkMode: {
      enabled: true,
      rollout: random.int(0, 100),
      variants: [
        variant('default', 70, { theme: 'dark', animations: true }),
        variant('minimal', 30, { theme: 'dark', animations: false }),
      ],
    },
    analytics: {
      enabled: false,
      rollout: random.int(0, 100),
      variants: [variant('full', 100, { tracking: 'all', sampling: 1 })],
    },
  }
}

function authentication(random: Random) {
  return {
    providers: [
      {
        name: 'oauth2',
        clientId: uuid(random),
        scopes: ['read', 'write', 'admin'],
        config: { authUrl: url(random), tokenUrl: url(random) },
      },
      {
        name: 'saml',
        clientId: uuid(random),
        scopes: ['read'],
        config: { entryPoint: url(random), cert: random.text(64, MIXED) },
      },
    ],
    session: { secret: random.text(32, MIXED), duration: 86_400, refreshThreshold: 3600 },
  }
}

function permissions(random: Random) {
  return {
    roles: {
      admin: { permissions: ['read', 'write', 'delete', 'manage_users', 'manage_roles'], inherits: [] },
      editor: { permissions: ['read', 'write'], inherits: ['viewer'] },
      viewer: { permissions: ['read'], inherits: [] },
    },
    groups: {
      engineering: { members: listOf(5, () => email(random)), roles: ['admin', 'editor'] },
      support: { members: listOf(3, () => email(random)), roles: ['viewer'] },
    },
  }
}
