import type { KeyValueSessionStoreOptions } from './key-value-session-store.ts'
import type { SessionStore } from './session-store.ts'

// Connections to the key-value service; requests beyond them wait for a free one within their time. How long an answer may
// take is for the request to say, whose clock stands still in step mode.
const connections = { connections: 128, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 }

/** Reads the code of the built-in store: what takes a fifth of a second, most of it axios, and is needed once sessions are kept in the store. */
export const readBuiltInStore = () => Promise.all([import('undici'), import('./key-value-session-store.ts')])

/** The built-in {@link SessionStore}, whose code is read when it is first called, unless it was read before. Its owner closes it. */
export const createBuiltInStore = (
  options: Omit<KeyValueSessionStoreOptions, 'dispatcher'>,
): SessionStore & { close(): void } => {
  let opened: ReturnType<typeof open> | undefined
  const open = async () => {
    const [{ Agent }, { KeyValueSessionStore }] = await readBuiltInStore()
    const dispatcher = new Agent(connections)
    return { store: new KeyValueSessionStore({ ...options, dispatcher }), dispatcher }
  }
  const store = async (): Promise<SessionStore> => (await (opened ??= open())).store
  return {
    setKey: async (key, value, call) => (await store()).setKey(key, value, call),
    getKey: async (key, call) => (await store()).getKey(key, call),
    deleteKey: async (key, call) => (await store()).deleteKey(key, call),
    close: () => void opened?.then(({ dispatcher }) => dispatcher.destroy()),
  }
}
