import { Plus, X } from 'lucide-react'
import { Button } from 'react-aria-components'
import { isOfConnection } from '../../../shared/request/request-rules.ts'
import { headerValue, type HeaderList } from '../../../shared/stream/header-list.ts'
import type { HeldMessage } from '../../../shared/stream/steps.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { handTexts } from './hand-texts.ts'
import { bodyFate, heldDraftOf, lengthOf, type DraftHeader, type HeldDraft } from './held-draft.ts'
import { StatusChoice } from './status-choice.tsx'

interface HeldFieldsProps {
  readonly message: HeldMessage
  readonly draft: HeldDraft
  readonly onDraft: (draft: HeldDraft) => void
  /** It can be read only. */
  readonly isFixed: boolean
}

/** The first line, the headers and the body of a message that is held. */
export const HeldFields = (props: HeldFieldsProps) => {
  const { message } = props
  return (
    <div className="held-fields">
      <h4>{message.kind === 'request' ? handTexts.request : handTexts.answer}</h4>
      <FirstLine {...props} />
      <HeaderRows {...props} />
      <FollowingRows {...props} />
      <BodyArea {...props} />
    </div>
  )
}

const FirstLine = ({ message, draft, onDraft, isFixed }: HeldFieldsProps) => {
  if (message.kind === 'answer')
    return (
      <div className="held-row">
        <span className="held-name">{handTexts.status}</span>
        <StatusChoice
          status={draft.status}
          isDisabled={isFixed}
          onStatus={(status) => {
            onDraft({ ...draft, status })
          }}
        />
      </div>
    )
  return (
    <div className="held-row">
      <Line
        label={handTexts.method}
        value={draft.method}
        isFixed={isFixed}
        onValue={(method) => {
          onDraft({ ...draft, method })
        }}
      />
      <Line
        label={handTexts.target}
        value={draft.target}
        isFixed={isFixed}
        onValue={(target) => {
          onDraft({ ...draft, target })
        }}
      />
    </div>
  )
}

const HeaderRows = ({ draft, onDraft, isFixed }: HeldFieldsProps) => {
  const { headers } = draft
  const change = (header: DraftHeader): void => {
    onDraft({ ...draft, headers: headers.map((one) => (one.id === header.id ? header : one)) })
  }
  return (
    <>
      {headers.map((header) => (
        <div className="held-row" key={header.id}>
          <Line
            label={handTexts.headerName}
            value={header.name}
            isFixed={isFixed}
            isLong
            onValue={(name) => {
              change({ ...header, name: name.replaceAll(/[\r\n]+/g, '') })
            }}
          />
          <Line
            label={header.name === '' ? handTexts.headerValue : handTexts.header(header.name)}
            value={header.value}
            isFixed={isFixed}
            isLong
            onValue={(value) => {
              change({ ...header, value: value.replaceAll(/[\r\n]+/g, ' ') })
            }}
          />
          {isFixed ? null : (
            <IconButton
              icon={X}
              name={handTexts.remove(header.name)}
              onPress={() => {
                onDraft({ ...draft, headers: headers.filter(({ id }) => id !== header.id) })
              }}
            />
          )}
        </div>
      ))}
      {isFixed ? null : (
        <Button
          className="link-button held-add"
          onPress={() => {
            const id = Math.max(0, ...headers.map((header) => header.id)) + 1
            onDraft({ ...draft, headers: [...headers, { id, name: '', value: '' }] })
          }}
        >
          <Plus aria-hidden size="1em" /> {handTexts.add}
        </Button>
      )}
    </>
  )
}

interface LineProps {
  readonly label: string
  readonly value: string
  readonly isFixed: boolean
  /** It may take more than one line to be read. */
  readonly isLong?: boolean
  readonly onValue: (value: string) => void
}

const Line = ({ label, value, isFixed, isLong = false, onValue }: LineProps) => {
  const common = {
    className: 'held-field',
    'aria-label': label,
    value,
    readOnly: isFixed,
    spellCheck: false,
    autoComplete: 'off',
    onChange: (event: { readonly target: { readonly value: string } }) => {
      onValue(event.target.value)
    },
  }
  return isLong ? <textarea rows={1} {...common} /> : <input {...common} />
}

// What follows from the body or belongs to the connection is seen, not set.
const FollowingRows = ({ message, draft }: HeldFieldsProps) => {
  const before = headerValue(message.headers, 'Content-Length')
  const now = String(lengthOf(draft, message))
  const rest: HeaderList = message.headers.filter(
    ([name]) => isOfConnection(name) && name.toLowerCase() !== 'content-length',
  )
  const isNew = bodyFate(draft, message) !== 'as-it-was'
  return (
    <>
      {rest.map(([name, value], index) => (
        <p className="held-row" key={`${name} ${index}`}>
          <span className="held-name">{name}</span>
          <span className="held-fixed">
            <code>{value}</code> {handTexts.ofConnection}
          </span>
        </p>
      ))}
      {before === undefined && !isNew ? null : (
        <p className="held-row">
          <span className="held-name">Content-Length</span>
          <span className="held-fixed">
            {isNew && before !== now ? (
              <>
                {before === undefined ? null : <del>{before}</del>} <ins>{now}</ins>
              </>
            ) : (
              <code>{before}</code>
            )}{' '}
            {handTexts.follows}
          </span>
        </p>
      )}
    </>
  )
}

const BodyArea = ({ message, draft, onDraft, isFixed }: HeldFieldsProps) => {
  const { body } = draft
  if (body === undefined) return <p className="held-note">{bodyNote(message)}</p>
  const fate = bodyFate(draft, message)
  return (
    <div className="held-body">
      <h4>
        {handTexts.body} {fate === 'as-it-was' ? null : <span>{handTexts.edited}</span>}
        {fate === 'as-it-was' ? null : (
          <Button
            className="link-button"
            onPress={() => {
              onDraft({ ...draft, body: heldDraftOf(message).body })
            }}
          >
            {handTexts.asItWas}
          </Button>
        )}
      </h4>
      <textarea
        className="held-field"
        aria-label={handTexts.body}
        rows={Math.min(14, Math.max(2, body.split('\n').length))}
        value={body}
        readOnly={isFixed}
        spellCheck={false}
        data-is-edited={fate !== 'as-it-was'}
        onChange={(event) => {
          onDraft({ ...draft, body: event.target.value })
        }}
      />
      {fate === 'compact' ? <p className="held-fate">{handTexts.compact}</p> : null}
      {fate === 'no-json' ? (
        <p className="held-fate" data-is-odd>
          {handTexts.noJson}
        </p>
      ) : null}
    </div>
  )
}

const bodyNote = ({ body }: HeldMessage): string =>
  body === undefined ? handTexts.inPieces : handTexts.notText(body.bytes)
