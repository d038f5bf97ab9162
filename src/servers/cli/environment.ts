import envPaths from 'env-paths'
import { isIPv6 } from 'node:net'
import { resolve } from 'node:path'
import { failure, success, type Result } from '../../shared/base/result.ts'
import { labFiles } from '../lab/lab-files.ts'

/** Where the lab's files are, where its servers listen, and how fast it shows things. */
export interface Environment {
  /** The settings file. */
  readonly config: string
  /** The folder of everything else that is kept. */
  readonly data: string
  readonly counterPort: number
  readonly kvPort: number
  readonly panelPort: number
  /** By which other clients than the lab's browsers reach an application that is not the lab's own. */
  readonly tapPort: number
  /** What is watched: `counter`, or the address of an application of this machine. */
  readonly subject: string
  /** Milliseconds between two steps of a run: slow enough to be watched. */
  readonly pace: number
}

/** What the command line says of them; the environment comes second, the defaults last. */
export type EnvironmentOptions = { readonly [K in Exclude<keyof Environment, 'pace'>]?: Environment[K] | undefined }

const defaultPorts = { counterPort: 5000, kvPort: 5100, panelPort: 5200, tapPort: 5300 } as const

const defaultPace = 900

const portVariables = {
  counterPort: 'SESSIONSCOPE_COUNTER_PORT',
  kvPort: 'SESSIONSCOPE_KV_PORT',
  panelPort: 'SESSIONSCOPE_PANEL_PORT',
  tapPort: 'SESSIONSCOPE_TAP_PORT',
} as const

/** A port number as text; 0 takes a free one. */
export const parsePort = (text: string): number | undefined => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return port <= 65_535 ? port : undefined
}

/**
 * An address to listen on as it is given, an IPv6 one in its short form, with or without brackets. Undefined for none at all: to
 * listen on nothing in particular would be to listen everywhere.
 */
export const parseHost = (text: string): string | undefined => {
  const host = text.trim().replace(/^\[(.*)\]$/, '$1')
  if (host === '') return undefined
  const url = `http://[${host}]/`
  return isIPv6(host) && URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : host
}

/** What options, environment variables (`SESSIONSCOPE_…`) and defaults come to. Paths become absolute. */
export const readEnvironment = (
  options: EnvironmentOptions,
  variables: Readonly<Record<string, string | undefined>>,
): Result<Environment> => {
  const ports: Record<keyof typeof portVariables, number> = { ...defaultPorts }
  for (const [name, variable] of Object.entries(portVariables) as [keyof typeof portVariables, string][]) {
    const given = variables[variable]
    const fromEnvironment = given === undefined || given === '' ? undefined : parsePort(given)
    if (given !== undefined && given !== '' && fromEnvironment === undefined) {
      return failure('bad-input', `${variable} is ${JSON.stringify(given)}: expected a port from 0 to 65535`)
    }
    ports[name] = options[name] ?? fromEnvironment ?? defaultPorts[name]
  }
  const data = resolve(
    options.data ?? nonEmpty(variables['SESSIONSCOPE_DATA']) ?? envPaths('sessionscope', { suffix: '' }).data,
  )
  const config = resolve(options.config ?? nonEmpty(variables['SESSIONSCOPE_CONFIG']) ?? labFiles(data).settings)
  const pace = paceIn(variables['SESSIONSCOPE_PACE'])
  if (pace === undefined)
    return failure(
      'bad-input',
      `SESSIONSCOPE_PACE is ${JSON.stringify(variables['SESSIONSCOPE_PACE'])}: expected milliseconds from 0 to 60000`,
    )
  const subject = options.subject ?? nonEmpty(variables['SESSIONSCOPE_SUBJECT']) ?? 'counter'
  return success({ ...ports, data, config, pace, subject })
}

const paceIn = (text: string | undefined): number | undefined => {
  const given = nonEmpty(text)
  if (given === undefined) return defaultPace
  return /^\d{1,5}$/.test(given) && Number(given) <= 60_000 ? Number(given) : undefined
}

const nonEmpty = (text: string | undefined): string | undefined => (text === '' ? undefined : text)
