import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')

type Versions = Readonly<Record<string, string>>

/** The installed versions of packages. */
export const packageVersions = (...names: string[]): Versions =>
  Object.fromEntries(
    names.map((name) => {
      const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
        version: string
      }
      return [name, version]
    }),
  )

const said = (command: string, ...args: string[]): string =>
  spawnSync(command, args, { encoding: 'utf8' }).stdout.trim()

/** Redis as Debian has it. */
export const redisVersion = (): Versions => ({ Redis: /v=(\S+)/.exec(said('redis-server', '--version'))?.[1] ?? '' })

/** Flask and its Python. */
export const flaskVersions = (): Versions => {
  const [python = '', flask = ''] = said(
    '/usr/bin/python3',
    '-c',
    'import flask, platform; print(platform.python_version(), flask.__version__)',
  ).split(' ')
  return { Python: python, Flask: flask }
}
