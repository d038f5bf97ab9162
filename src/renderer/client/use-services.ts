import { useContext } from 'react'
import { ServicesContext, type Services } from './services.ts'

/** What the panel was given to work with. */
export const useServices = (): Services => {
  const services = useContext(ServicesContext)
  if (services === undefined) throw new Error('The panel was drawn without its services.')
  return services
}
