import { useState, useSyncExternalStore, type SyntheticEvent } from 'react'
import { Button } from 'react-aria-components'
import { useServices } from '../client/use-services.ts'
import { tokenOf } from '../client/link/panel-token.ts'
import { shellTexts } from './shell-texts.ts'
import './token-form.css'

/** Asks for the token, where the panel was not opened by the address that carries it. */
export const TokenForm = () => {
  const { connection, enterToken } = useServices()
  const state = useSyncExternalStore(connection.subscribe, connection.current)
  const [typed, setTyped] = useState('')
  const isWrong = state.state === 'token-needed' && state.isGiven
  const enter = (event: SyntheticEvent): void => {
    event.preventDefault()
    const token = tokenIn(typed.trim())
    if (token !== '') enterToken(token)
  }
  return (
    <form className="token-form" aria-label={shellTexts.token.form} onSubmit={enter}>
      <p role="alert">{isWrong ? shellTexts.token.wrong : shellTexts.token.needed}</p>
      <label>
        {shellTexts.token.field}
        <input
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
          }}
        />
      </label>
      <Button className="button" type="submit">
        {shellTexts.token.enter}
      </Button>
    </form>
  )
}

// Whoever copies the printed line has the whole address.
const tokenIn = (typed: string): string => (URL.canParse(typed) ? tokenOf(new URL(typed)) : undefined) ?? typed
