import { useSyncExternalStore } from 'react'
import { useServices } from '../client/use-services.ts'
import { shellTexts } from './shell-texts.ts'

/** Says so while the lab cannot be heard. */
export const ConnectionNotice = () => {
  const { connection } = useServices()
  const state = useSyncExternalStore(connection.subscribe, connection.current)
  if (state.state !== 'lost') return null
  return (
    <div className="notice" data-tone="warn">
      <span className="notice-text">
        {shellTexts.connection.lost} <span className="notice-aside">{state.problem}</span>
      </span>
    </div>
  )
}
