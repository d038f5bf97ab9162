import type { KeyboardEvent } from 'react'
import { Group, Panel } from 'react-resizable-panels'
import { ResizeHandle } from '../../kit/resize-handle.tsx'
import { useComposition } from './use-console.ts'
import { useLayout } from '../../client/use-layout.ts'
import { consoleTexts } from './console-texts.ts'
import { AnswerView } from './answer-view.tsx'
import { Composer } from './composer.tsx'
import { SentList } from './sent-list.tsx'
import './console.css'

/** Composes a request to either server, sends it, and shows what came back. */
export const ConsolePanel = () => {
  const layout = useLayout('console')
  const composition = useComposition()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    composition.send()
  }
  return (
    <Group className="console" {...layout}>
      <Panel id="composer" minSize="360px">
        <Composer composition={composition} onKeyDown={onKeyDown} />
      </Panel>
      <ResizeHandle name={consoleTexts.resize} />
      <Panel id="answer" className="console-side" minSize="280px">
        <AnswerView />
        <SentList />
      </Panel>
    </Group>
  )
}
