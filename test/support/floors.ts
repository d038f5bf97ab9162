import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, normalize, relative, sep } from 'node:path'

/**
 * The rooms of two folders, floor by floor from the ground up. A room may import what is below it, and nothing of its own floor but
 * itself. Of two rooms within each other the inner one is meant.
 */
export const floors: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'src/shared': [
    ['base'],
    ['stored'],
    ['stream'],
    ['cookie'],
    ['folds'],
    ['exchange'],
    ['story', 'request'],
    ['har', 'copy-as'],
    ['course', 'recording'],
    ['report'],
    ['wire'],
  ],
  'src/servers': [
    ['files', 'kv/entries'],
    ['settings', 'http'],
    ['observation'],
    ['kv', 'session', 'browser', 'request', 'tap'],
    ['counter', 'exercise'],
    ['subjects'],
    ['lesson'],
    ['report', 'cookie-secrets'],
    ['lab'],
    ['control'],
    ['cli'],
  ],
}

/** Every import in a copy of the folders that goes up, or sideways, with what would be allowed; and every room that has no floor. */
export const importsUpwards = async (root: string): Promise<string[]> => {
  const found = await Promise.all(
    Object.entries(floors).map(async ([folder, levels]) => {
      const files = await sourcesIn(join(root, folder))
      return (await Promise.all(files.map((file) => problemsOf(join(root, folder), file, levels)))).flat()
    }),
  )
  return found.flat().sort()
}

/** The source files in a folder, as paths from there. */
export const sourcesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true }))
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))

type Levels = readonly (readonly string[])[]

const problemsOf = async (folder: string, file: string, levels: Levels): Promise<string[]> => {
  const room = roomOf(file, levels)
  if (room === undefined)
    return file.includes('/') ? [`${file}: its folder has no floor in test/support/floors.ts`] : []
  const floor = levels.findIndex((rooms) => rooms.includes(room))
  const allowed = levels.slice(0, floor).flat()
  const text = await readFile(join(folder, file), 'utf8')
  return Array.from(text.matchAll(/\b(?:from|import)[\s(]*'(\.[^']+)'/g), ([, specifier = '']) =>
    relative('.', normalize(join(dirname(file), specifier)))
      .split(sep)
      .join('/'),
  ).flatMap((target) => {
    const other = target.startsWith('..') ? undefined : roomOf(target, levels)
    if (other === undefined || other === room || allowed.includes(other)) return []
    return [`${file} imports ${target}: ${room} may import ${['itself', ...allowed].join(', ')}`]
  })
}

const roomOf = (file: string, levels: Levels): string | undefined =>
  levels
    .flat()
    .filter((room) => file.startsWith(`${room}/`))
    .sort((one, other) => other.length - one.length)[0]
