import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { javascript, typescriptLanguage } from '@codemirror/lang-javascript'
import { bracketMatching, indentOnInput } from '@codemirror/language'
import { lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { EditorState, Transaction, type Extension, type Text } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { codeLook } from './code-look.ts'
import type { CodeMark } from './code-marks.ts'
import { completeExercise } from './code-completion.ts'

interface EditorOptions {
  readonly parent: HTMLElement
  readonly text: string
  readonly name: string
  /** Of the element that says which keys do what. */
  readonly describedBy: string
  readonly onEdit: (text: string) => void
  readonly onSave: () => void
}

/** The editor of the student's code. Its owner destroys it. */
export interface CodeEditorHandle {
  /** Shows another text; what was there can be brought back by undoing. */
  show(text: string): void
  mark(marks: readonly CodeMark[]): void
  goTo(line: number): void
  destroy(): void
}

// A change that the panel made, not the student.
const isOurs = Transaction.remote

/** Makes a CodeMirror for TypeScript in an element. */
export const createEditor = (options: EditorOptions): CodeEditorHandle => {
  const { parent, text } = options
  const view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions: extensionsOf(options) }) })
  return {
    show: (next) => {
      if (next === view.state.doc.toString()) return
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next }, annotations: isOurs.of(true) })
    },
    mark: (marks) => {
      const diagnostics = marks.map((one) => diagnosticOf(view.state.doc, one))
      view.dispatch(setDiagnostics(view.state, diagnostics))
    },
    goTo: (line) => {
      const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines))
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
      view.focus()
    },
    destroy: () => {
      view.destroy()
    },
  }
}

const extensionsOf = ({ name, describedBy, onEdit, onSave }: EditorOptions): Extension => [
  lineNumbers(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  autocompletion(),
  javascript({ typescript: true }),
  typescriptLanguage.data.of({ autocomplete: completeExercise }),
  keysOf(onSave),
  EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': name, 'aria-describedby': describedBy }),
  EditorView.updateListener.of(({ docChanged, transactions, state }) => {
    if (docChanged && !transactions.some((one) => one.annotation(isOurs) === true)) onEdit(state.doc.toString())
  }),
  codeLook,
]

const keysOf = (onSave: () => void): Extension => {
  const save = (): boolean => {
    onSave()
    return true
  }
  return keymap.of([
    { key: 'Mod-s', run: save, preventDefault: true },
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...historyKeymap,
    ...completionKeymap,
    ...lintKeymap,
    indentWithTab,
  ])
}

// From its column to the end of the word, or else all that stands on the line.
const diagnosticOf = (doc: Text, { line, column, message, severity }: CodeMark): Diagnostic => {
  const { from: start, to, text } = doc.line(Math.min(Math.max(1, line), doc.lines))
  if (column === undefined || start + column - 1 >= to)
    return { from: start + text.search(/\S|$/), to, message, severity }
  const from = start + column - 1
  const word = /^\w+/.exec(text.slice(column - 1))?.[0].length ?? 1
  return { from, to: from + word, message, severity }
}
