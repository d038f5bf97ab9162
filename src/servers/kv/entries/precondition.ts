/** Versions that a condition names: any, or these. */
export type Versions = '*' | readonly string[]

/** What must hold of an entry for a request on it to be carried out (RFC 9110 §13.1). */
export interface Precondition {
  /** The entry exists and has one of these versions. */
  readonly ifMatch?: Versions
  /** The entry does not exist or has none of these versions. */
  readonly ifNoneMatch?: Versions
}

const names = (versions: Versions, version: string): boolean => versions === '*' || versions.includes(version)

/** Whether a precondition holds of an entry of this version; `undefined` is the version of no entry. */
export const isMet = ({ ifMatch, ifNoneMatch }: Precondition, version: string | undefined): boolean => {
  if (version === undefined) return ifMatch === undefined
  return (
    (ifMatch === undefined || names(ifMatch, version)) && (ifNoneMatch === undefined || !names(ifNoneMatch, version))
  )
}
