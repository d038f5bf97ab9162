import type { ExchangeOutcome, ExchangeRecord } from '../../shared/folds/exchanges.ts'
import { headerValue, type HeaderList } from '../../shared/stream/header-list.ts'
import type { Body } from '../../shared/stream/body.ts'
import { indented } from '../../shared/base/indented-json.ts'
import { participantLabel, roleOf } from '../../shared/stream/node.ts'
import { parseJson } from '../../shared/base/parse-json.ts'
import { SeenText } from '../kit/seen-text.tsx'
import { messageTexts } from './message-texts.ts'

/** A request as it was sent. */
export const RequestMessage = ({
  record: { to, nodes, method, target, httpVersion, headers, body },
}: {
  readonly record: ExchangeRecord
}) => (
  <WireMessage
    title={messageTexts.request(roleOf(nodes, to) === 'other' ? participantLabel(to, nodes) : undefined)}
    startLine={`${method} ${target}${versionText(httpVersion)}`}
    headers={headers}
    body={body}
  />
)

/** An answer as it was sent, or why there is none. */
export const AnswerMessage = ({ outcome }: { readonly outcome: ExchangeOutcome }) => {
  if (outcome.state !== 'answered')
    return (
      <div className="detail-part">
        <h4>{messageTexts.answer}</h4>
        <p>{outcome.state === 'pending' ? messageTexts.pending : outcome.problem}</p>
      </div>
    )
  const { status, reason, httpVersion = '1.1', headers, body } = outcome
  return (
    <WireMessage
      title={messageTexts.answer}
      startLine={`${versionText(httpVersion)} ${status} ${reason}`.trim()}
      headers={headers}
      body={body}
    />
  )
}

// Empty where a file does not say it.
const versionText = (version: string): string => (version === '' ? '' : ` HTTP/${version}`)

interface MessageProps {
  readonly title: string
  readonly startLine: string
  readonly headers: HeaderList
  readonly body: Body
}

/** A message as it stood on the wire, its body made readable. */
export const WireMessage = ({ title, startLine, headers, body }: MessageProps) => (
  <div className="detail-part">
    <h4>{title}</h4>
    <div className="message">
      <div className="message-start">
        <SeenText>{startLine}</SeenText>
      </div>
      {headers.map(([name, value], index) => (
        <div key={index} className="message-header" data-is-cookie={/^(set-)?cookie$/i.test(name)}>
          <span className="message-name">
            <SeenText>{name}</SeenText>:
          </span>{' '}
          <SeenText>{value}</SeenText>
        </div>
      ))}
      <BodyText body={body} type={headerValue(headers, 'Content-Type') ?? ''} />
    </div>
  </div>
)

const BodyText = ({ body, type }: { readonly body: Body; readonly type: string }) => {
  if (body.bytes === 0) return null
  if (body.encoding === 'base64') return <p className="message-note">{messageTexts.binary(body.bytes)}</p>
  return (
    <>
      <pre className="message-body">
        <SeenText>{type.includes('json') ? prettyJson(body.text) : body.text}</SeenText>
      </pre>
      {body.truncated ? <p className="message-note">{messageTexts.truncated(body.bytes)}</p> : null}
    </>
  )
}

// What is no JSON after all, or was cut, stays as it came.
const prettyJson = (text: string): string => (parseJson(text) === undefined ? text : indented(text))
