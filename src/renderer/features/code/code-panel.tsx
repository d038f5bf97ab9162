import { lazy, Suspense, useMemo, useRef } from 'react'
import { Group, Panel } from 'react-resizable-panels'
import { ResizeHandle } from '../../kit/resize-handle.tsx'
import { codeTexts } from './code-texts.ts'
import { useCode } from './use-code.ts'
import { useLayout } from '../../client/use-layout.ts'
import { CheckPanel } from './check-panel.tsx'
import { lineToShow, codeMarksOf } from './code-marks.ts'
import { CodeTools } from './code-tools.tsx'
import { ConflictNote } from './conflict-note.tsx'
import type { CodeEditorHandle } from './create-editor.ts'
import './code.css'

// The editor is a third of the panel's code and wanted by few at the start.
const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }))

/** The student's own KeyValueSessionStore: edited, saved, checked. */
export const CodePanel = () => {
  const layout = useLayout('code')
  const code = useCode()
  const editor = useRef<Pick<CodeEditorHandle, 'goTo'>>(null)
  const { exercise, report, state, text } = code
  const marks = useMemo(() => codeMarksOf(exercise, report), [exercise, report])
  if (exercise.file === '') return null
  return (
    <Group className="code" {...layout}>
      <Panel id="editor" className="code-main" minSize="360px">
        <CodeTools code={code} />
        {state === 'conflicted' ? <ConflictNote code={code} /> : null}
        <Suspense fallback={<p className="code-loading">{codeTexts.loading}</p>}>
          <CodeEditor ref={editor} text={text} marks={marks} onEdit={code.edit} onSave={() => void code.save()} />
        </Suspense>
      </Panel>
      <ResizeHandle name={codeTexts.resize} />
      <Panel id="check" className="code-side" minSize="240px" defaultSize="36%">
        <CheckPanel
          code={code}
          onGoTo={(line) => {
            editor.current?.goTo(lineToShow(exercise.source, line))
          }}
        />
      </Panel>
    </Group>
  )
}
