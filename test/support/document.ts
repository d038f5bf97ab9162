import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, release, totalmem } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** Figures with their column heads. */
export interface Table {
  readonly title?: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** One section of a document that a run writes. */
export interface Section {
  /** Names it to the command that writes it, and in the document. */
  readonly name: string
  readonly title: string
  /** What was done, and how. */
  readonly how: string
  /** Programs other than Node that took part, with their versions. */
  readonly versions?: Readonly<Record<string, string>>
  readonly tables: readonly Table[]
}

/** Prints sections and puts each in its place in a document under docs/; the other sections stay. */
export const reportIn =
  (file: string, introduction: string) =>
  async (section: Section): Promise<void> => {
    const document = join(root, 'docs', file)
    const text = sectionText(section)
    console.log(`\n${text}`)
    const before = await readFile(document, 'utf8').catch(() => '')
    await writeFile(document, withSection(before === '' ? introduction : before, section.name, text))
  }

const begin = (name: string): string => `<!-- ${name} -->\n`
const end = (name: string): string => `<!-- end of ${name} -->\n`

const withSection = (all: string, name: string, text: string): string => {
  const block = `${begin(name)}${text}${end(name)}`
  const from = all.indexOf(begin(name))
  const to = all.indexOf(end(name))
  return from >= 0 && to > from ? all.slice(0, from) + block + all.slice(to + end(name).length) : `${all}\n${block}`
}

const sectionText = ({ title, how, versions = {}, tables }: Section): string =>
  [`## ${title}\n`, `${how}\n`, ...tables.map(tableText), `${conditions(versions)}\n`].join('\n')

const tableText = ({ title, head, rows }: Table): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  const rule = `|${head.map((_, column) => (column === 0 ? '---' : '--:')).join('|')}|\n`
  return `${title === undefined ? '' : `### ${title}\n\n`}${line(head)}${rule}${rows.map(line).join('')}`
}

const conditions = (versions: Readonly<Record<string, string>>): string => {
  const [first] = cpus()
  const machine = `${String(cpus().length)} × ${first?.model.trim() ?? 'unknown processor'}, ${String(Math.round(totalmem() / 2 ** 30))} GB, ${process.platform} ${release()}`
  const programs = Object.entries({ Node: process.versions.node, ...versions }).map(
    ([name, version]) => `${name} ${version}`,
  )
  return `*${new Date().toISOString().slice(0, 10)}, commit ${commit()}; ${machine}; ${programs.join(', ')}.*`
}

const commit = (): string => {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim()
  const changed =
    git('status', '--porcelain', '--untracked-files=no', '--', 'src', 'package-lock.json') === '' ? '' : ' with changes'
  return `${git('rev-parse', '--short', 'HEAD')}${changed}`
}
