import { createHttpLink } from '../../src/renderer/client/link/http-link.ts'
import { tokenOf } from '../../src/renderer/client/link/panel-token.ts'
import type { LabLink } from '../../src/shared/wire/lab-link.ts'

/** The link of a panel that was opened at the address that `serve` printed. */
export const linkTo = (panel: string): LabLink =>
  createHttpLink({ base: panel, token: tokenOf(new URL(panel)), onConnection: () => undefined })

/** What a program says that knows that address. */
export const authorizationOf = (panel: string): Record<string, string> => ({
  Authorization: `Bearer ${tokenOf(new URL(panel)) ?? ''}`,
})
