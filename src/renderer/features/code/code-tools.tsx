import { Button } from 'react-aria-components'
import { CopyButton } from '../../kit/copy-button.tsx'
import { codeTexts } from './code-texts.ts'
import type { Code } from './code.ts'

/** Where the file is, whether it holds what is shown, and Save. */
export const CodeTools = ({ code: { exercise, state, save } }: { readonly code: Code }) => (
  <div className="code-tools">
    <span className="code-path mono" title={exercise.file}>
      <span className="visually-hidden">{codeTexts.file}: </span>
      <bdi>{exercise.file}</bdi>
    </span>
    <CopyButton name={codeTexts.copyPath} text={exercise.file} />
    <span className="code-state" data-state={state} role="status">
      {state === 'saved' ? codeTexts.saved : codeTexts.unsaved}
    </span>
    <span title={codeTexts.saveHint}>
      <Button className="button" isDisabled={state !== 'unsaved'} onPress={() => void save()}>
        {codeTexts.save}
      </Button>
    </span>
  </div>
)
