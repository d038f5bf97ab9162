import { useEffect, useId, useImperativeHandle, useRef, type Ref } from 'react'
import { codeTexts } from './code-texts.ts'
import { createEditor, type CodeEditorHandle } from './create-editor.ts'
import type { CodeMark } from './code-marks.ts'

export interface CodeEditorProps {
  readonly text: string
  readonly marks: readonly CodeMark[]
  readonly onEdit: (text: string) => void
  readonly onSave: () => void
  readonly ref: Ref<Pick<CodeEditorHandle, 'goTo'>>
}

/** The student's code, to be edited. CodeMirror owns its text; what React says is shown where it differs. */
export const CodeEditor = ({ text, marks, onEdit, onSave, ref }: CodeEditorProps) => {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<CodeEditorHandle>(undefined)
  const newest = useRef({ text, onEdit, onSave })
  const keysId = useId()
  useEffect(() => {
    newest.current = { text, onEdit, onSave }
  })
  useEffect(() => {
    if (place.current === null) return
    const made = createEditor({
      parent: place.current,
      text: newest.current.text,
      name: codeTexts.editor,
      describedBy: keysId,
      onEdit: (next) => {
        newest.current.onEdit(next)
      },
      onSave: () => {
        newest.current.onSave()
      },
    })
    editor.current = made
    return () => {
      made.destroy()
    }
  }, [keysId])
  useEffect(() => {
    editor.current?.show(text)
  }, [text])
  useEffect(() => {
    editor.current?.mark(marks)
  }, [marks])
  useImperativeHandle(
    ref,
    () => ({
      goTo: (line) => {
        editor.current?.goTo(line)
      },
    }),
    [],
  )
  return (
    <>
      <div className="code-editor" ref={place} />
      <p className="code-keys" id={keysId}>
        {codeTexts.keys}
      </p>
    </>
  )
}
