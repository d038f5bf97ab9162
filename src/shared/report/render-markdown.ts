import type { Block, RawMessage, ReportDocument, Section } from './blocks.ts'
import { markdownMarks } from './data-block.ts'
import { reportTexts as texts } from './report-texts.ts'

/** A report as Markdown (CommonMark); pictures stay in the other formats. The data's block is at its end, still empty. */
export const renderMarkdown = ({ title, facts, sections }: ReportDocument): string =>
  [
    `# ${title}`,
    factLines(facts),
    ...sections.flatMap((section) => sectionParts(section, 2)),
    markdownMarks.open + markdownMarks.close,
  ].join('\n\n') + '\n'

const marks = { passed: '✓', failed: '✗', pending: '○' } as const

const sectionParts = ({ title, mark, blocks, sections }: Section, level: number): string[] => [
  `${'#'.repeat(level)} ${mark === undefined ? '' : `${marks[mark]} `}${escaped(title)}`,
  ...blocks.flatMap(blockParts),
  ...sections.flatMap((section) => sectionParts(section, level + 1)),
]

const blockParts = (block: Block): string[] => {
  switch (block.kind) {
    case 'prose':
      return [prose(block.text)]
    case 'plain':
      return [escaped(block.text.trim()).replace(/\r?\n/g, '  \n')]
    case 'facts':
      return [factLines(block.facts)]
    case 'list':
      return [
        block.items
          .map(({ mark, text }) => `- ${mark === undefined ? '' : `${marks[mark]} `}${prose(text)}`)
          .join('\n'),
      ]
    case 'evidence':
      return [
        block.items
          .map(({ exchange, note }) => `- ${exchange === undefined ? '' : `#${exchange} `}${codeSpan(note)}`)
          .join('\n'),
      ]
    case 'exchange':
      return [`**${escaped(block.title)}**`, fenced(block.messages.map(messageText).join('\n\n'), 'http')]
    case 'code':
      return [`**${escaped(block.title)}**`, fenced(block.text, block.language)]
    case 'shown':
      return [
        block.shown
          .map(
            (shown) =>
              `- ${texts.shown(shown.browser)}: ${escaped(texts.shownAt(shown.url))}. ${shown.kind === 'text' ? `${escaped(shown.text)} (${escaped(shown.why)})` : texts.elsewhere}`,
          )
          .join('\n'),
      ]
  }
}

const messageText = ({ start, headers, body }: RawMessage): string =>
  [start, ...headers.map(([name, value]) => `${name}: ${value}`), ...(body === '' ? [] : ['', body])].join('\n')

const factLines = (facts: readonly (readonly [string, string])[]): string =>
  facts.map(([term, text]) => `- **${term}:** ${prose(text)}`).join('\n')

// A fence is longer than any run of backquotes inside (CommonMark 0.31, §4.5).
const fenced = (text: string, language: string): string => {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}

// Of text that holds backquotes itself (CommonMark 0.31, §6.1).
const codeSpan = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``)

// Marked code stays as it is; all else that Markdown or HTML would read is escaped.
const prose = (text: string): string =>
  text
    .split(/(`[^`]+`|\*[^*\s][^*]*\*)/)
    .map((part, index) => (index % 2 === 1 ? part : escaped(part)))
    .join('')

const escaped = (text: string): string => text.replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
