import { expect } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { program } from '../../e2e/support/run-program.ts'
import { endWithUs } from '../../support/end-with-us.ts'

/** What a process holds at one moment. */
export interface Held {
  /** Megabytes in use after a full garbage collection, and all that the process has of the system. */
  readonly heap: number
  readonly resident: number
  /** What is open besides sockets, by name. */
  readonly openFiles: readonly string[]
  readonly sockets: number
  readonly listeners: number
}

/** A program that can be asked what it holds. */
export interface Probed {
  readonly process: ChildProcess
  /** The URLs that it printed, by their names. */
  readonly urls: Readonly<Record<string, string>>
  readonly warnings: () => string
  readonly held: () => Promise<Held>
}

/** Starts `sessionscope ARGS` and resolves when it has printed the URLs of these names; `flags` are Node's. */
export const startProbed = async (
  args: readonly string[],
  names: readonly string[],
  flags: readonly string[] = [],
): Promise<Probed> => {
  const probe = pathToFileURL(join(import.meta.dirname, 'probe.mjs')).href
  const child = endWithUs(
    spawn(process.execPath, [...flags, '--expose-gc', '--import', probe, program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    }),
  )
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('a piped output is there')
  let warnings = ''
  stderr.setEncoding('utf8').on('data', (text: string) => (warnings += text))
  const urls: Record<string, string> = {}
  for await (const line of createInterface({ input: stdout })) {
    const [name = '', url = ''] = line.split(/\s+/)
    urls[name] = url
    if (names.every((wanted) => wanted in urls)) break
  }
  if (!names.every((wanted) => wanted in urls))
    throw new Error(`sessionscope ${args.join(' ')} ended before it listened: ${warnings}`)
  stdout.resume()
  return { process: child, urls, warnings: () => warnings, held: () => heldBy(child) }
}

const heldBy = async (child: ChildProcess): Promise<Held> => {
  const told = once(child, 'message')
  child.send({})
  const [{ heap, rss, resources }] = (await told) as [{ heap: number; rss: number; resources: readonly string[] }]
  const files = await openFilesOf(child.pid)
  return {
    heap: heap / 2 ** 20,
    resident: rss / 2 ** 20,
    ...files,
    listeners: resources.filter((name) => name === 'TCPServerWrap').length,
  }
}

/** What a process has open (proc(5), /proc/PID/fd). */
export const openFilesOf = async (pid: number | undefined): Promise<Pick<Held, 'openFiles' | 'sockets'>> => {
  const folder = `/proc/${String(pid)}/fd`
  const names = await readdir(folder).catch(() => [])
  const targets = await Promise.all(names.map((name) => readlink(join(folder, name)).catch(() => '')))
  const openFiles = targets
    .filter((target) => target !== '' && !target.startsWith('socket:'))
    .map((target) => target.replace(/\[\d+\]$/, ''))
  return { openFiles, sockets: targets.filter((target) => target.startsWith('socket:')).length }
}

// What a heap may have grown by though nothing leaks: code that was compiled since, tables that grew, the log's own head room.
const growth = { megabytes: 8, share: 0.25 }
// Connections to the store that are kept for the next call.
const keptConnections = 32

// Chromium opens a database of its profile when it first needs it; one that is open once is no leak.
const isFirstOpened = (name: string, { openFiles }: Held): boolean =>
  name.includes('/desktop/') && openFiles.indexOf(name) === openFiles.lastIndexOf(name)

/** Holds that a process did not come to hold more: nothing leaked. */
export const expectNoMore = (before: Held, after: Held): void => {
  expect(after.heap).toBeLessThan(before.heap + Math.max(growth.megabytes, before.heap * growth.share))
  const left = [...before.openFiles]
  const more = after.openFiles.filter((name) => {
    const at = left.indexOf(name)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  expect(more.filter((name) => !isFirstOpened(name, after))).toEqual([])
  expect(after.sockets).toBeLessThanOrEqual(before.sockets + keptConnections)
  expect(after.listeners).toBe(before.listeners)
}

/** A row of a table with the heads of {@link heldHeads}. */
export const heldRow = (name: string, { heap, resident, openFiles, sockets, listeners }: Held): string[] => [
  name,
  heap.toFixed(1),
  resident.toFixed(0),
  String(openFiles.length),
  String(sockets),
  String(listeners),
]
export const heldHeads = ['', 'heap, MB', 'resident, MB', 'open files', 'sockets', 'listening'] as const
