import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sourcesIn } from './floors.ts'

const declared =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:const|let|function\*?|class|interface|type|enum) +([\w$]+)/gm
const listed = /^export (?:type |const )?[[{]([^\]}]*)[\]}]/gm
const everything = /^export \* from ['"]([^'"]+)['"]/gm

/** Source text that is a value, such as the template of the exercise, exports nothing. */
const withoutTemplates = (text: string): string => text.replace(/= `(?:\\.|[^`\\])*`/g, '= ``')

/** Each name that several files of a folder export, with the files; and each file that does not say which names it exports. */
export const namesGivenTwice = async (folder: string): Promise<string[]> => {
  const files = new Map<string, Set<string>>()
  const hidden: string[] = []
  for (const file of (await sourcesIn(folder)).sort()) {
    const text = withoutTemplates(await readFile(join(folder, file), 'utf8'))
    for (const name of namesIn(text)) files.set(name, (files.get(name) ?? new Set()).add(file))
    for (const [, origin = ''] of text.matchAll(everything))
      hidden.push(`* of ${origin}: ${file} hides which names it exports`)
  }
  const twice = [...files].filter(([, { size }]) => size > 1)
  return [...twice.map(([name, given]) => `${name}: ${[...given].join(', ')}`), ...hidden].sort()
}

const namesIn = (text: string): string[] => [
  ...Array.from(text.matchAll(declared), ([, name = '']) => name),
  ...Array.from(text.matchAll(listed), ([, names = '']) => names.split(',').map(exportedAs)).flat(),
]

/** `one`, `type One` and `some as one` are all one name outside. */
const exportedAs = (specifier: string): string =>
  specifier
    .trim()
    .replace(/^type /, '')
    .replace(/^.* as /, '')
