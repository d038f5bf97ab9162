import { Choice } from '../../kit/choice.tsx'
import { handTexts } from './hand-texts.ts'

// RFC 9110 §15: those that a browser or a session store does something with, or says something of.
const reasons: Readonly<Record<string, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  412: 'Precondition Failed',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

interface StatusChoiceProps {
  readonly status: number
  readonly isDisabled: boolean
  readonly onStatus: (status: number) => void
}

/** The status of an answer: one of the common ones, or the one that it has. */
export const StatusChoice = ({ status, isDisabled, onStatus }: StatusChoiceProps) => {
  const nameOf = (option: string): string => `${option} ${reasons[option] ?? ''}`.trim()
  if (isDisabled) return <code className="held-field">{nameOf(String(status))}</code>
  const options = [...new Set([...Object.keys(reasons), String(status)])].sort()
  return (
    <Choice
      name={handTexts.status}
      className="held-field"
      value={String(status)}
      options={options}
      nameOf={nameOf}
      onChange={(option) => {
        onStatus(Number(option))
      }}
    />
  )
}
