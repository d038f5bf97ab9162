import { posix } from 'node:path'
import { known } from './conversions.ts'
import { timedelta } from './operators.ts'
import { PythonError } from './python-fault.ts'
import {
  bytesOf,
  inert,
  integerOf,
  isBytes,
  doubleOf,
  unknown,
  type PythonArguments,
  type PythonEnvironment,
  type PythonModule,
  type PythonRandom,
  type PythonValue,
} from './values.ts'

/** What a file can look at outside itself. */
export interface Surroundings {
  /** Path of the file. */
  readonly file: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** The modules of which something is read here. Of every other one nothing is known, which does no harm. */
export const knownModules = ({ file, environment }: Surroundings): ReadonlyMap<string, PythonModule> => {
  const variables = new Map(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  )
  const environ: PythonEnvironment = { type: 'environ', variables }
  const path = moduleOf({
    join: known(({ positional }) =>
      positional.every(isText) && positional.length > 0 ? positional.reduce(joinPath) : undefined,
    ),
    dirname: onText((text) =>
      text.includes('/') ? text.slice(0, text.lastIndexOf('/') + 1).replace(/(.)\/+$/, '$1') : '',
    ),
    basename: onText((text) => text.slice(text.lastIndexOf('/') + 1)),
    abspath: onText((text) => posix.resolve(posix.dirname(file), text)),
    realpath: onText((text) => (text === file ? text : undefined)),
  })
  return new Map([
    [
      'os',
      moduleOf({
        urandom: known(randomBytes),
        environ,
        getenv: known((given) => variableOf(environ, given)),
        path,
        sep: '/',
      }),
    ],
    ['os.path', path],
    ['datetime', moduleOf({ timedelta: known(spanOf) })],
    [
      'secrets',
      moduleOf({ token_bytes: known(randomBytes), token_hex: randomOf('str'), token_urlsafe: randomOf('str') }),
    ],
    ['uuid', moduleOf({ uuid4: randomOf('uuid'), uuid1: randomOf('uuid') })],
    [
      'base64',
      moduleOf({
        b64encode: known(toBase64('base64')),
        urlsafe_b64encode: known(toBase64('base64url')),
        b64decode: known(fromBase64),
        urlsafe_b64decode: known(fromBase64),
      }),
    ],
  ])
}

const moduleOf = (members: Readonly<Record<string, PythonValue>>): PythonModule => ({
  type: 'module',
  members: new Map(Object.entries(members)),
})

const isText = (value: PythonValue): value is string => typeof value === 'string'

const onText = (convert: (text: string) => string | undefined) =>
  known(({ positional: [text] }) => (typeof text === 'string' ? convert(text) : undefined))

// As posixpath.join has it, which cleans nothing up.
const joinPath = (before: string, next: string): string => {
  if (next.startsWith('/')) return next
  return before === '' || before.endsWith('/') ? before + next : `${before}/${next}`
}

const randomOf = (of: PythonRandom['of']) => known(() => ({ type: 'random', of }))

const randomBytes = ({ positional: [count], at }: PythonArguments): PythonValue | undefined => {
  const size = count === undefined || count === null ? 32n : integerOf(count)
  if (size === undefined) return undefined
  if (size < 0n) throw new PythonError(at, 'fewer than no random bytes')
  return size === 0n ? bytesOf(new Uint8Array()) : { type: 'random', of: 'bytes' }
}

/** What `os.environ.get(name, default)` comes to. */
export const variableOf = (
  environ: PythonEnvironment,
  { positional, named }: PythonArguments,
): PythonValue | undefined => {
  const [name = named.get('key'), fallback = named.get('default') ?? null] = positional
  return typeof name === 'string' && environ.isTouched !== true ? (environ.variables.get(name) ?? fallback) : undefined
}

const units = {
  days: 86_400_000_000n,
  seconds: 1_000_000n,
  microseconds: 1n,
  milliseconds: 1_000n,
  minutes: 60_000_000n,
  hours: 3_600_000_000n,
  weeks: 604_800_000_000n,
}

const spanOf = ({ positional, named, at }: PythonArguments): PythonValue | undefined => {
  const names = Object.keys(units)
  const given = new Map([...positional.map((value, index) => [names[index] ?? '', value] as const), ...named])
  if (given.size < positional.length + named.size) throw new PythonError(at, 'timedelta is given something twice')
  let sum = 0n
  for (const [name, value] of given) {
    const unit = Object.entries(units).find(([known]) => known === name)?.[1]
    const amount = integerOf(value) ?? doubleOf(value)
    if (unit === undefined || amount === undefined)
      throw new PythonError(
        at,
        'timedelta knows days, seconds, microseconds, milliseconds, minutes, hours and weeks, all numbers',
      )
    if (typeof amount === 'number' && !Number.isSafeInteger(Math.trunc(amount * Number(unit)))) return undefined
    sum += typeof amount === 'bigint' ? amount * unit : BigInt(roundHalfEven(amount * Number(unit)))
  }
  return timedelta(sum, at)
}

const roundHalfEven = (number: number): number => {
  const floor = Math.floor(number)
  if (number - floor !== 0.5) return Math.round(number)
  return floor % 2 === 0 ? floor : floor + 1
}

const toBase64 =
  (alphabet: 'base64' | 'base64url') =>
  ({ positional: [value] }: PythonArguments): PythonValue | undefined => {
    if (typeof value === 'object' && value?.type === 'random') return value
    if (value === undefined || !isBytes(value)) return undefined
    const text = Buffer.from(value.bytes).toString('base64')
    return bytesOf(Buffer.from(alphabet === 'base64' ? text : text.replaceAll('+', '-').replaceAll('/', '_')))
  }

// Only what both alphabets read alike, and nothing that Python would leave out or refuse.
const fromBase64 = ({ positional: [value, ...rest], named }: PythonArguments): PythonValue | undefined => {
  if (rest.length + named.size > 0 || value === undefined) return undefined
  const text = isBytes(value) ? Buffer.from(value.bytes).toString('latin1') : value
  if (typeof text !== 'string' || !/^(?:[A-Za-z\d]{4})*(?:[A-Za-z\d]{2}==|[A-Za-z\d]{3}=)?$/.test(text))
    return undefined
  return bytesOf(Buffer.from(text, 'base64'))
}

/** Modules of Python's own that settings files use, and that change nothing which is read here. */
const inertModules: ReadonlySet<string> = new Set(
  `argparse base64 binascii calendar codecs collections configparser copy datetime decimal email enum fractions functools getpass glob gzip
  hashlib hmac inspect io ipaddress itertools json locale logging math mimetypes numbers operator os pathlib pickle platform pprint random re
  secrets shutil signal socket ssl statistics string struct sys tempfile textwrap threading time traceback types typing unicodedata urllib uuid
  warnings zlib zoneinfo __future__`.split(/\s+/),
)

const notRead = 'it comes from a module that is not read'
const [inertModule, foreignModule] = [inert(notRead), unknown(notRead)]

/** Stands for a module of which nothing is read, or for what comes from there. */
export const unreadModule = (dotted: string): PythonValue =>
  inertModules.has(dotted.split('.', 1)[0] ?? '') ? inertModule : foreignModule
