import { useId } from 'react'
import { Button } from 'react-aria-components'
import { indented } from '../../../shared/base/indented-json.ts'
import { contentTypeOf, jsonProblem } from '../../../shared/request/content-type.ts'
import { consoleTexts } from './console-texts.ts'

interface BodyFieldProps {
  readonly body: string
  readonly problem: string | undefined
  readonly onChange: (body: string) => void
}

/** The body as text. It says whether what looks like JSON is JSON; a broken one may be sent all the same. */
export const BodyField = ({ body, problem, onChange }: BodyFieldProps) => {
  const id = useId()
  const looksLikeJson = contentTypeOf(body) === 'application/json'
  const flaw = looksLikeJson ? jsonProblem(body) : undefined
  return (
    <div className="composer-part">
      <div className="composer-head">
        <h3 className="composer-title">
          <label htmlFor={id}>{consoleTexts.body}</label>
        </h3>
        <p
          className="body-verdict"
          id={`${id}-verdict`}
          data-is-good={looksLikeJson && flaw === undefined}
          data-is-bad={flaw !== undefined}
        >
          {looksLikeJson ? (flaw === undefined ? consoleTexts.validJson : consoleTexts.invalidJson(flaw)) : ''}
        </p>
        <Button
          className="button quiet"
          isDisabled={!looksLikeJson || flaw !== undefined}
          onPress={() => {
            onChange(indented(body))
          }}
        >
          {consoleTexts.format}
        </Button>
      </div>
      <textarea
        id={id}
        className="field mono composer-body"
        value={body}
        rows={Math.min(12, Math.max(3, body.split('\n').length))}
        spellCheck={false}
        placeholder={consoleTexts.bodyPlaceholder}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-verdict`}
        onChange={(event) => {
          onChange(event.target.value)
        }}
      />
      {problem === undefined ? null : <p className="field-problem">{problem}</p>}
    </div>
  )
}
