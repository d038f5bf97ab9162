/** Texts of what stands in the header: how sessions are kept, and where the servers are. */
export const controlsTexts = {
  mode: {
    setting: 'USE_SESSION_STORE',
    value: (isOn: boolean) => (isOn ? 'True' : 'False'),
    hint: (isOn: boolean, isYours: boolean) =>
      isOn
        ? `session ${isYours ? 'kept by your class' : 'in the store'}, only its id in the cookie`
        : 'whole session in the cookie, signed',
  },
  servers: {
    counter: 'counter',
    kv: 'key-value',
    listening: 'is listening',
    stopped: 'stopped',
  },
  implementation: {
    label: 'Implementation',
    'built-in': 'built-in',
    yours: 'yours',
    hint: (isYours: boolean, isInUse: boolean) =>
      `${isYours ? 'yours: the KeyValueSessionStore that you write in the Code tab' : "built-in: Sessionscope's own KeyValueSessionStore"}${isInUse ? '' : '; used once USE_SESSION_STORE is True'}`,
  },
  commands: {
    toggleStore: (isOn: boolean) =>
      `Switch USE_SESSION_STORE ${isOn ? 'off: sessions in the cookie' : 'on: sessions in the store'}`,
    clearLog: 'Clear the log',
  },
} as const
