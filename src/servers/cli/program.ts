import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { messageOf, type Result } from '../../shared/base/result.ts'
import type { StartProgram } from '../exercise/program.ts'
import type { SenderLimits } from '../http/serve-app.ts'
import { dump } from '../kv/dump.ts'
import { readEnvironment, parseHost, parsePort, type EnvironmentOptions } from './environment.ts'
import type { OnUnhandled } from './last-resort.ts'
import type { CookieOptions } from './cookie.ts'
import { safeOutput, type CommandOutput } from './output.ts'
import { runCounter, runKeyValue, runServe, type RunContext } from './run-servers.ts'
import { verify } from './verify.ts'
import { productVersion } from './version.ts'

export interface CommandLineContext {
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly output: CommandOutput
  /** Folder of the built panel. */
  readonly panelFolder: string
  /** Starts the program that runs the student's code. */
  readonly startProgram: StartProgram
  /** How long the servers wait for senders; their own limits unless told. */
  readonly limits?: SenderLimits
  /** What is written to the command, read when it is asked for. */
  readonly readInput?: () => Promise<Result<Buffer>>
  /** Resolves when the servers are to stop. */
  readonly untilStopped: () => Promise<void>
  /** Tells of what nobody caught while they serve. */
  readonly onUnhandled?: OnUnhandled
}

interface ServerOptions extends EnvironmentOptions {
  readonly host: string
  readonly port?: number
}

const port = (text: string): number => {
  const parsed = parsePort(text)
  if (parsed === undefined) throw new InvalidArgumentError('Expected a port from 0 to 65535.')
  return parsed
}

const host = (text: string): string => {
  const parsed = parseHost(text)
  if (parsed === undefined) throw new InvalidArgumentError('Expected the address to listen on, such as 127.0.0.1.')
  return parsed
}

const configOption = () => new Option('--config <file>', 'the settings file (default: counter.cfg in the data folder)')
const dataOption = () => new Option('--data <folder>', 'where the key-value store and the settings are kept')
const hostOption = () => new Option('--host <address>', 'the address to listen on').argParser(host).default('127.0.0.1')
const portOption = (name: string, what: string, normal: number) =>
  new Option(`--${name} <number>`, `${what} (default: ${normal}; 0 takes a free one)`).argParser(port)

const tapPortOption = () => portOption('tap-port', 'port by which other clients reach your application', 5300)

/** What the commands share while one of them is carried out. */
interface Running {
  readonly context: CommandLineContext
  /** Nothing of what goes through it acts upon a terminal. */
  readonly output: CommandOutput
  exitCode: number
}

const settle = (running: Running, result: Result<unknown>): void => {
  if (result.ok) return
  running.output.warn(`sessionscope: ${result.failure.message}`)
  running.exitCode = 1
}

/** Carries out one command line; returns the exit code. Every error is one line on the error output. */
export const runCommandLine = async (args: readonly string[], context: CommandLineContext): Promise<number> => {
  const running: Running = { context, output: safeOutput(context.output), exitCode: 0 }
  const program = commandOf(running.output)
  for (const add of [addServe, addWatch, addCounter, addKeyValue, addDump, addVerify, addCookie]) add(program, running)
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (thrown) {
    // Commander has printed the line by now; help and version come here too, with 0.
    if (thrown instanceof CommanderError) return thrown.exitCode
    running.output.warn(`sessionscope: ${messageOf(thrown)}`)
    return 1
  }
  return running.exitCode
}

const commandOf = (output: CommandOutput): Command =>
  new Command('sessionscope')
    .description(
      'HTTP sessions made visible: a counter, its key-value service, and a panel that shows what passes between them.',
    )
    .version(productVersion, '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        output.print(text.trimEnd())
      },
      writeErr: (text) => {
        output.warn(text.trimEnd())
      },
      outputError: (text, write) => {
        write(text.replace(/^error: /, 'sessionscope: '))
      },
    })
    .showSuggestionAfterError(false)

const serve = async (
  running: Running,
  options: ServerOptions,
  overrides: EnvironmentOptions,
  run: (run: RunContext) => Promise<Result<unknown>>,
): Promise<void> => {
  const { context, output } = running
  const environment = readEnvironment({ ...options, ...overrides }, context.variables)
  settle(
    running,
    environment.ok
      ? await run({ ...context, output, environment: environment.value, host: options.host })
      : environment,
  )
}

const addServe = (program: Command, running: Running): Command =>
  program
    .command('serve')
    .description('both servers and the web panel in one process')
    .addOption(configOption())
    .addOption(dataOption())
    .addOption(hostOption())
    .addOption(portOption('counter-port', 'port of the counter', 5000))
    .addOption(portOption('kv-port', 'port of the key-value service', 5100))
    .addOption(portOption('panel-port', 'port of the panel', 5200))
    .addOption(tapPortOption())
    .option('--subject <what>', 'what is watched: counter, or the address of an application (default: counter)')
    .action((options: ServerOptions) => serve(running, options, {}, runServe))

const addWatch = (program: Command, running: Running): Command =>
  program
    .command('watch')
    .description('the web panel, and a web application of yours on this machine between two browsers')
    .argument('<url>', 'where your application is, such as http://localhost:8000')
    .addOption(configOption())
    .addOption(dataOption())
    .addOption(hostOption())
    .addOption(portOption('panel-port', 'port of the panel', 5200))
    .addOption(tapPortOption())
    .action((subject: string, options: ServerOptions) => serve(running, options, { subject }, runServe))

const addCounter = (program: Command, running: Running): Command =>
  program
    .command('counter')
    .description('the counter alone')
    .addOption(configOption())
    .addOption(dataOption())
    .addOption(hostOption())
    .addOption(portOption('port', 'its port', 5000))
    .addOption(portOption('counter-port', 'the same', 5000).hideHelp())
    .addOption(portOption('kv-port', 'port of the key-value service, unless KV_URL says more', 5100))
    .action((options: ServerOptions) =>
      serve(running, options, { counterPort: options.port ?? options.counterPort }, runCounter),
    )

const addKeyValue = (program: Command, running: Running): Command =>
  program
    .command('kv')
    .description('the key-value service alone')
    .addOption(configOption())
    .addOption(dataOption())
    .addOption(hostOption())
    .addOption(portOption('port', 'its port', 5100))
    .addOption(portOption('kv-port', 'the same', 5100).hideHelp())
    .action((options: ServerOptions) =>
      serve(running, options, { kvPort: options.port ?? options.kvPort }, runKeyValue),
    )

const addDump = (program: Command, running: Running): Command =>
  program
    .command('dump')
    .description('print every key and value of a key-value service, one JSON object a key')
    .argument('[url]', 'where the service is', 'http://localhost:5100/')
    .option('--prefix <text>', 'only the keys that start with this')
    .action(async (url: string, { prefix = '' }: { prefix?: string }) => {
      settle(running, await dump({ url, prefix, output: process.stdout }))
    })

const addVerify = (program: Command, running: Running): Command =>
  program
    .command('verify')
    .description(
      'check that a report holds: nothing changed since its export, and every verdict follows from its evidence',
    )
    .argument('<report>', 'the file: HTML, Markdown or PDF')
    .action(async (path: string) => {
      const holds = await verify(path, running.output)
      settle(running, holds)
      if (holds.ok && !holds.value) running.exitCode = 1
    })

const collected = (text: string, before: readonly string[] = []): string[] => [...before, text]

const addCookie = (program: Command, running: Running): Command =>
  program
    .command('cookie')
    .description('say what a cookie is: what wrote it, what is in it, and, with its secret, whether that is true')
    .argument('<cookie...>', 'NAME=VALUE, or a whole Cookie or Set-Cookie line; several that belong together')
    .option(
      '--secret <text>',
      'a secret to verify or open it with, "-" to read it from the input; may be repeated',
      collected,
    )
    .option('--secret-file <file>', 'a file that holds the secret, such as a key file; may be repeated', collected)
    .option('--salt <text>', 'the salt, where the application chose it; may be repeated', collected)
    .option('--password-hash <text>', "the stored hash of the user's password, for WordPress")
    .option('--known-secrets', 'try the secrets that everybody knows, from documentation; on your own application only')
    .option('--json', 'print JSON')
    .action(async (cookies: readonly string[], options: CookieOptions) => {
      // Only here: it brings ciphers that no other command needs.
      const { describeCookies } = await import('./cookie.ts')
      const { variables, readInput } = running.context
      settle(running, await describeCookies(cookies, options, { output: running.output, variables, readInput }))
    })
