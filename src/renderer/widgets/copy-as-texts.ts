import type { SnippetProblem } from '../../shared/copy-as/snippet-problem.ts'

const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** Why a program cannot send a request with the same bytes. */
const snippetProblem = (problem: SnippetProblem): string => {
  switch (problem.kind) {
    case 'method':
      return 'its method would be refused or written differently.'
    case 'target':
      return 'its target would be written differently.'
    case 'characters':
      return 'its target has characters that HTTP does not allow there.'
    case 'body':
      return 'GET and HEAD would be sent without a body.'
    case 'cut-body':
      return 'only the beginning of its body is known.'
    case 'web-socket':
      return 'it opens a WebSocket.'
    case 'too-long':
      return 'it is too long for a command line.'
    case 'header':
      return `the header ${JSON.stringify(problem.header)} is not one that HTTP allows.`
    case 'repeated':
      return `the header ${problem.header} comes more than once.`
    case 'bytes':
      return `the value of ${problem.header} is not UTF-8.`
    case 'unsent':
      return `the header ${problem.header} would be left out or written anew.`
    case 'adds':
      return `headers of its own would be added to ${problem.header}.`
    case 'space':
      return `white space at an end of ${problem.header} would be lost.`
    case 'backslash':
      return `a backslash in ${problem.header} would be lost.`
  }
}

/** Texts of requests for other programs. */
export const copyAsTexts = {
  title: 'Copy as',
  httpie: 'HTTPie',
  curl: 'curl',
  fetch: 'fetch',
  requests: 'Python Requests',
  cannot: (programs: readonly string[], isAll: boolean) =>
    isAll ? 'None of these can send this request:' : `${list.format(programs)} cannot send this request:`,
  problem: snippetProblem,
  leftOut: (names: readonly string[]) => `Left to the program that sends it: ${names.join(', ')}.`,
} as const
