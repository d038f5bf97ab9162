import { excessOf, type JsonBounds } from '../../shared/base/json-bounds.ts'
import { failed, messageOf, success, type Result } from '../../shared/base/result.ts'
import { readBounded, type UnreadableFile } from './read-bounded.ts'

/** Why there is no JSON to be had from a file. */
export interface UnreadableJson {
  readonly kind: 'missing' | 'unreadable' | 'notUnderstood'
  readonly message: string
}

/** The JSON in a file, as long as that is within bounds. What it says is yet to be parsed. */
export const readJsonFile = async (
  path: string,
  bounds: JsonBounds & { readonly length: number },
): Promise<Result<unknown, UnreadableJson>> => {
  const bytes = await readBounded(path, bounds.length)
  if (!bytes.ok) return failed({ kind: kindOf(bytes.failure), message: bytes.failure.message })
  const excess = excessOf(bytes.value, bounds)
  if (excess !== undefined) return failed({ kind: 'notUnderstood', message: excess })
  try {
    return success(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value)))
  } catch (thrown) {
    return failed({
      kind: 'notUnderstood',
      message: thrown instanceof SyntaxError ? 'it is not JSON' : messageOf(thrown),
    })
  }
}

const kindOf = ({ kind }: UnreadableFile): UnreadableJson['kind'] =>
  kind === 'missing' ? kind : kind === 'tooLarge' ? 'notUnderstood' : 'unreadable'
