import {
  snippetCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'

// The small API of the exercise: what a solution is made of, with a word on each.
const ofAxios: readonly Completion[] = [
  snippetCompletion('get(${url})', {
    label: 'get',
    detail: '(url)',
    info: 'Asks GET; the answer is in .data',
    type: 'method',
  }),
  snippetCompletion('post(${url}, ${body})', {
    label: 'post',
    detail: '(url, body)',
    info: 'Asks POST; an object is sent as JSON',
    type: 'method',
  }),
  snippetCompletion('delete(${url})', {
    label: 'delete',
    detail: '(url)',
    info: 'Asks DELETE; the answer is in .data',
    type: 'method',
  }),
  snippetCompletion('create({ baseURL: ${url} })', {
    label: 'create',
    detail: '(settings)',
    info: 'An axios of your own',
    type: 'method',
  }),
]

const ofThis: readonly Completion[] = [
  {
    label: 'url',
    detail: 'string',
    info: 'Where the key-value service is, without a slash at its end',
    type: 'property',
  },
  snippetCompletion('setKey(${key}, ${value})', { label: 'setKey', detail: '(key, value)', type: 'method' }),
  snippetCompletion('getKey(${key})', { label: 'getKey', detail: '(key)', type: 'method' }),
  snippetCompletion('deleteKey(${key})', { label: 'deleteKey', detail: '(key)', type: 'method' }),
]

const words: readonly Completion[] = [
  { label: 'axios', info: 'The HTTP client of the hand-out', type: 'variable' },
  snippetCompletion('encodeURIComponent(${key})', {
    label: 'encodeURIComponent',
    detail: '(text)',
    info: 'Makes a text fit for one segment of a path',
    type: 'function',
  }),
  { label: 'await', info: 'Waits for what was promised', type: 'keyword' },
  { label: 'async', type: 'keyword' },
  { label: 'return', type: 'keyword' },
  { label: 'data', info: 'Of an answer of axios: what the service said', type: 'property' },
]

/** Completes what the exercise is made of. */
export const completeExercise = (context: CompletionContext): CompletionResult | null => {
  const member = context.matchBefore(/\b(?:axios|this)\.\w*/)
  if (member !== null) {
    const dot = member.text.indexOf('.')
    return {
      from: member.from + dot + 1,
      options: [...(member.text.startsWith('axios') ? ofAxios : ofThis)],
      validFor: /^\w*$/,
    }
  }
  const word = context.matchBefore(/\w+/)
  if (word === null && !context.explicit) return null
  if (word !== null && context.state.sliceDoc(word.from - 1, word.from) === '.') return null
  return { from: word?.from ?? context.pos, options: [...words], validFor: /^\w*$/ }
}
