import * as axiosModule from 'axios'

/** Parts of the worked solution, each of which a wrong one replaces. */
interface Parts {
  readonly head?: string
  readonly constructor_?: string
  readonly setKey?: string
  readonly getKey?: string
  readonly deleteKey?: string
  readonly foot?: string
}

const right = {
  head: `import axios from 'axios'`,
  constructor_: `constructor(private readonly url: string) {}`,
  setKey: `async setKey(key: string, value: unknown) { await axios.post(this.url, { [key]: value }) }`,
  getKey: `async getKey(key: string) { return (await axios.get(\`\${this.url}/\${encodeURIComponent(key)}\`)).data[key] }`,
  deleteKey: `async deleteKey(key: string) { return (await axios.delete(\`\${this.url}/\${encodeURIComponent(key)}\`)).data[key] }`,
  foot: '',
}

/** A solution with other parts; line 3 is the constructor, then setKey, getKey and deleteKey on one line each. */
const solution = (parts: Parts): string => {
  const { head, constructor_, setKey, getKey, deleteKey, foot } = { ...right, ...parts }
  return [head, 'export class KeyValueSessionStore {', constructor_, setKey, getKey, deleteKey, '}', foot].join('\n')
}

/** A wrong solution, and how it is told. */
export interface Specimen {
  readonly source: string
  /** The behaviour that fails first, why, and on which line. */
  readonly fails: string
  readonly because: RegExp
  readonly line?: number
}

const get = (body: string): string =>
  `async getKey(key: string) { const url = \`\${this.url}/\${encodeURIComponent(key)}\`; ${body} }`

/** Wrong solutions as they are handed in, and worse ones. */
export const zoo: Readonly<Record<string, Specimen>> = {
  'is still the template': {
    source: solution({ getKey: `async getKey(key: string): Promise<unknown> { throw new Error('not implemented') }` }),
    fails: 'round-trip',
    because: /^getKey is not implemented yet\.$/,
    line: 5,
  },
  'never awaits': {
    source: solution({ getKey: get('const res: any = axios.get(url); return res.data[key]') }),
    fails: 'round-trip',
    because: /Cannot read properties of undefined.*before the service had answered\. Put await/,
    line: 5,
  },
  'sets without waiting': {
    source: solution({
      setKey: `async setKey(key: string, value: unknown) { axios.post(this.url, { [key]: value }) }`,
    }),
    fails: 'round-trip',
    because: /setKey\('key-1', {"count":1}\) was done before the service had answered/,
    line: 4,
  },
  'forgets encoding': {
    source: solution({
      getKey: 'async getKey(key: string) { return (await axios.get(`${this.url}/${key}`)).data[key] }',
    }),
    fails: 'odd-keys',
    because: /getKey\('a\/b'\) asked for \/a\/b, which is another address\. Encode the key\./,
    line: 5,
  },
  'puts a slash too many': {
    source: solution({
      getKey:
        'async getKey(key: string) { return (await axios.get(`${this.url}//${encodeURIComponent(key)}`)).data[key] }',
    }),
    fails: 'round-trip',
    because: /asked for \/\/key-1\. There is one slash too many/,
  },
  'returns the wrapper object': {
    source: solution({ getKey: get('return (await axios.get(url)).data') }),
    fails: 'round-trip',
    because: /the whole object that the service answers.*data\[key\]/,
    line: 5,
  },
  'returns the whole answer': {
    source: solution({ getKey: get('return axios.get(url)') }),
    fails: 'round-trip',
    because: /the whole answer of axios.*response\.data\[key\]/,
  },
  'returns nothing': {
    source: solution({ getKey: get('await axios.get(url)') }),
    fails: 'round-trip',
    because: /gave undefined.*Is there a return\?/,
  },
  'caches across browsers': {
    source: solution({
      head: `import axios from 'axios'\nconst cache = new Map<string, unknown>()`,
      getKey: get('if (!cache.has(key)) cache.set(key, (await axios.get(url)).data[key]); return cache.get(key)'),
    }),
    fails: 'no-cache',
    because: /changed by somebody else.*gave {"count":1}, expected {"count":2}.*Ask the service/,
    line: 6,
  },
  'caches what it set itself': {
    source: solution({
      constructor_: `private readonly seen: Record<string, unknown> = {}; constructor(private readonly url: string) {}`,
      setKey: `async setKey(key: string, value: unknown) { await axios.post(this.url, { [key]: value }); this.seen[key] = value }`,
      getKey: get('if (key in this.seen) return this.seen[key]; return (await axios.get(url)).data[key]'),
      deleteKey: `async deleteKey(key: string) { delete this.seen[key]; return (await axios.delete(\`\${this.url}/\${encodeURIComponent(key)}\`)).data[key] }`,
    }),
    fails: 'no-cache',
    because: /changed by somebody else.*expected {"count":2}.*Ask the service/s,
  },
  'keeps all in a map': {
    source: solution({
      head: 'const all: any = {}',
      setKey: 'async setKey(key: string, value: unknown) { all[key] = value }',
      getKey: 'async getKey(key: string) { return all[key] ?? null }',
      deleteKey: 'async deleteKey(key: string) { const old = all[key]; delete all[key]; return old }',
    }),
    fails: 'round-trip',
    because: /setKey.*asked nothing of the service/,
  },
  'loops for ever in a method': {
    source: solution({ getKey: get('for (;;);') }),
    fails: 'round-trip',
    because: /getKey\('key-1'\) did not finish.*endless loop/,
    line: 5,
  },
  'loops for ever in the constructor': {
    source: solution({ constructor_: 'url: string; constructor(url: string) { this.url = url; while (true) {} }' }),
    fails: 'round-trip',
    because: /did not finish.*endless loop/,
  },
  'loops for ever at its top level': {
    source: solution({ foot: 'for (;;);' }),
    fails: 'loads',
    because: /cannot be loaded.*endless loop/,
  },
  'awaits for ever at its top level': {
    source: solution({ foot: 'await new Promise(() => {})' }),
    fails: 'loads',
    because: /at its top level is awaited that never comes/,
  },
  'ends the program': {
    source: solution({ getKey: get('process.exit(3)') }),
    fails: 'round-trip',
    because: /getKey\('key-1'\) did not finish: the code ended the whole program \(process\.exit\)/,
  },
  'ends the program at its top level': {
    source: solution({ foot: 'process.exit()' }),
    fails: 'loads',
    because: /process\.exit/,
  },
  'aborts the program': {
    source: solution({ getKey: get('process.abort()') }),
    fails: 'round-trip',
    because: /made the whole program crash/,
  },
  'kills itself': {
    source: solution({ getKey: get(`process.kill(process.pid, 'SIGKILL')`) }),
    fails: 'round-trip',
    because: /made the whole program crash/,
  },
  'makes an array of 2 GB': {
    source: solution({
      getKey: get(
        'const all = []; for (let i = 0; i < 25; i += 1) all.push(new Array(10_000_000).fill(i + 0.5)); return all.length',
      ),
    }),
    fails: 'round-trip',
    because: /took more than \d+ MB of memory/,
  },
  'makes buffers of 2 GB': {
    source: solution({
      getKey: get('const all = []; for (let i = 0; i < 20; i += 1) all.push(Buffer.alloc(1e8, 1)); return all.length'),
    }),
    fails: 'round-trip',
    because: /took more than \d+ MB of memory/,
  },
  'has a syntax error': {
    source: solution({ getKey: 'async getKey(key: string { return null }' }),
    fails: 'loads',
    because: /^Syntax error: /,
    line: 5,
  },
  'declares a name twice': {
    source: solution({ foot: 'let a = 1\n  let a = 2' }),
    fails: 'loads',
    because: /SyntaxError|Syntax error/,
    line: 9,
  },
  'has an unfinished end': {
    source: solution({}).replace(/\}\n$/, ''),
    fails: 'loads',
    because: /^Syntax error: .*eof/i,
  },
  'lacks a method': { source: solution({ deleteKey: '' }), fails: 'loads', because: /has no method deleteKey/ },
  'has another name': {
    source: solution({}).replace('KeyValueSessionStore', 'SessionStore'),
    fails: 'loads',
    because: /exports no class KeyValueSessionStore.*It exports SessionStore/,
  },
  'is not exported': {
    source: solution({}).replace('export class', 'class'),
    fails: 'loads',
    because: /is not exported\. Write "export"/,
    line: 2,
  },
  'is the default export': {
    source: solution({}).replace('export class', 'export default class'),
    fails: 'loads',
    because: /default export/,
    line: 2,
  },
  'is empty': { source: '', fails: 'loads', because: /exports no class KeyValueSessionStore/ },
  'throws at its top level': {
    source: solution({ foot: 'nonsense()' }),
    fails: 'loads',
    because: /ReferenceError: nonsense is not defined/,
    line: 8,
  },
  'imports fs': {
    source: solution({
      head: `import axios from 'axios'; import { readFileSync } from 'node:fs'`,
      foot: 'readFileSync',
    }),
    fails: 'loads',
    because: /Only axios can be imported here, not "node:fs"/,
    line: 1,
  },
  'imports what is computed': {
    source: solution({ foot: `await import('f' + 's')` }),
    fails: 'loads',
    because: /Only axios can be imported here/,
    line: 8,
  },
  'imports from axios what is not there': {
    source: solution({ head: `import axios, { nothing } from "axios"`, foot: 'nothing()' }),
    fails: 'loads',
    because: /^Syntax error: The requested module 'axios' does not provide an export named 'nothing'$/,
  },
  'throws a text': {
    source: solution({ getKey: get(`throw 'no'`) }),
    fails: 'round-trip',
    because: /it threw the text "no", which is no Error/,
  },
  'rejects with nothing': {
    source: solution({ getKey: get('return Promise.reject()') }),
    fails: 'round-trip',
    because: /it threw undefined/,
  },
  'passes nothing on': {
    source: solution({ getKey: get('try { return (await axios.get(url)).data[key] } catch { throw undefined }') }),
    fails: 'errors',
    because: /failed, as it should.*threw undefined.*Pass the error of axios on/,
  },
  'swallows errors': {
    source: solution({ getKey: get('try { return (await axios.get(url)).data[key] } catch { return null }') }),
    fails: 'errors',
    because: /getKey\('key-\d+'\) gave null although the service answered 503/,
    line: 5,
  },
  'takes every status for good': {
    source: solution({
      deleteKey:
        'async deleteKey(key: string) { return (await axios.delete(`${this.url}/${encodeURIComponent(key)}`, { validateStatus: () => true })).data[key] }',
    }),
    fails: 'errors',
    because: /deleteKey\('key-\d+'\) gave undefined although the service answered 503/,
  },
  'uses the wrong HTTP method': {
    source: solution({
      setKey: 'async setKey(key: string, value: unknown) { await axios.put(this.url, { [key]: value }) }',
    }),
    fails: 'round-trip',
    because: /sent PUT \/\. setKey needs POST/,
    line: 4,
  },
  'posts to the key': {
    source: solution({
      setKey: 'async setKey(key: string, value: unknown) { await axios.post(`${this.url}/${key}`, { value }) }',
    }),
    fails: 'round-trip',
    because: /sent POST \/key-1\. Keys are set by POST to the URL itself/,
  },
  'posts the wrong object': {
    source: solution({
      setKey: 'async setKey(key: string, value: unknown) { await axios.post(this.url, { key, value }) }',
    }),
    fails: 'round-trip',
    because: /there is no "key-1" in the service\. The body has to be \{ \[key\]: value \}/,
  },
  'sends a form': {
    source: solution({
      setKey:
        'async setKey(key: string, value: any) { await axios.post(this.url, new URLSearchParams({ [key]: value })) }',
    }),
    fails: 'round-trip',
    because: /sent application\/x-www-form-urlencoded, in which every value becomes text/,
  },
  'turns values into JSON twice': {
    source: solution({
      setKey:
        'async setKey(key: string, value: unknown) { await axios.post(this.url, { [key]: JSON.stringify(value) }) }',
    }),
    fails: 'round-trip',
    because: /the text '\{"count":1\}'.*JSON once too often/,
  },
  'parses every value': {
    source: solution({
      getKey: get('const v = (await axios.get(url)).data[key]; try { return JSON.parse(v) } catch { return v }'),
    }),
    fails: 'objects',
    because: /gave {"not":"an object"}, expected '\{"not":"an object"\}'/,
  },
  'returns undefined for a missing key': {
    source: solution({ getKey: get('return (await axios.get(url)).data[key] ?? undefined') }),
    fails: 'missing',
    because: /gave undefined, expected null/,
  },
  'gives up falsy values': {
    source: solution({ getKey: get('return (await axios.get(url)).data[key] || null') }),
    fails: 'falsy',
    because: /gave null, expected 0/,
  },
  'sets no falsy values': {
    source: solution({
      setKey:
        'async setKey(key: string, value: unknown) { if (!value) return; await axios.post(this.url, { [key]: value }) }',
    }),
    fails: 'falsy',
    because: /setKey\('key-\d+', 0\) asked nothing.*0, false, an empty text and null are values/,
  },
  'changes the axios of all': {
    source: solution({
      constructor_: `constructor(private readonly url: string) { axios.defaults.headers.common['X-Store'] = url }`,
    }),
    fails: 'axios',
    because: /axios\.defaults\.headers\.common\.X-Store was changed.*axios\.create/,
  },
  'shares one URL among all objects': {
    source: solution({
      head: `import axios from 'axios'\nlet shared = ''`,
      constructor_: 'constructor(private readonly url: string) { shared = url }',
      getKey:
        'async getKey(key: string) { return (await axios.get(`${shared}/${encodeURIComponent(key)}`)).data[key] }',
    }),
    fails: 'url',
    because: /Each object has to keep the URL/,
  },
  'has its own URL': {
    source: solution({
      getKey: 'async getKey(key: string) { return (await axios.get(`http://localhost:9/${key}`)).data[key] }',
    }),
    fails: 'round-trip',
    because: /ECONNREFUSED|connect/,
  },
  'never settles': {
    source: solution({ getKey: get('return new Promise(() => {})') }),
    fails: 'round-trip',
    because: /did not finish: its promise is still open/,
    line: 5,
  },
  'promises nothing': {
    source: solution({ getKey: 'getKey(key: string) { return null }' }),
    fails: 'round-trip',
    because: /gave null, expected {"count":1}.*asked nothing/,
  },
  'deletes everything': {
    source: solution({
      deleteKey:
        'async deleteKey(key: string) { const { keys } = (await axios.get(this.url)).data; let old = null; for (const k of keys) { const was = (await axios.delete(`${this.url}/${encodeURIComponent(k)}`)).data[k]; if (k === key) old = was } return old }',
    }),
    fails: 'delete-only',
    because: /deleteKey\('key-\d+'\) deleted 'key-\d+' too/,
    line: 6,
  },
  'deletes and tells nothing': {
    source: solution({
      deleteKey: 'async deleteKey(key: string) { await axios.delete(`${this.url}/${encodeURIComponent(key)}`) }',
    }),
    fails: 'delete',
    because: /gave undefined, expected {"count":7}/,
  },
  'deletes by writing null': {
    source: solution({
      deleteKey:
        'async deleteKey(key: string) { const old = await this.getKey(key); await this.setKey(key, null); return old }',
    }),
    fails: 'delete',
    because: /GET.*needs DELETE|still there/,
  },
  'fails later': {
    source: solution({
      setKey: `async setKey(key: string, value: unknown) { await axios.post(this.url, { [key]: value }); setTimeout(() => Promise.reject(new Error('later')), 20) }`,
    }),
    fails: 'afterwards',
    because: /nobody waited for it: Error: later/,
    line: 4,
  },
  'throws later': {
    source: solution({
      setKey: `async setKey(key: string, value: unknown) { await axios.post(this.url, { [key]: value }); setTimeout(() => { throw new Error('later') }, 20) }`,
    }),
    fails: 'afterwards',
    because: /nobody waited for it: Error: later/,
    line: 4,
  },
  'calls itself without end': {
    source: solution({ getKey: 'async getKey(key: string): Promise<unknown> { return this.getKey(key) }' }),
    fails: 'round-trip',
    because: /Maximum call stack size exceeded/,
    line: 5,
  },
  'mixes up calls at the same time': {
    source: solution({
      constructor_: `private key = ''; constructor(private readonly url: string) {}`,
      getKey:
        'async getKey(key: string) { this.key = key; const { data } = await axios.get(`${this.url}/${encodeURIComponent(key)}`); return data[this.key] }',
    }),
    fails: 'parallel',
    because: /Of 12 calls at the same time.*variables of the method/s,
  },
}

/** Solutions that are right, in several styles. */
export const rightSolutions: Readonly<Record<string, string>> = {
  'as in the hand-out': solution({}),
  'with then': solution({
    setKey:
      'setKey(key: string, value: unknown) { return axios.post(this.url, { [key]: value }).then(() => undefined) }',
    getKey:
      'getKey(key: string) { return axios.get(`${this.url}/${encodeURIComponent(key)}`).then(({ data }) => data[key]) }',
    deleteKey:
      'deleteKey(key: string) { return axios.delete(`${this.url}/${encodeURIComponent(key)}`).then((r) => r.data[key]) }',
  }),
  'with an axios of its own': solution({
    head: `import axios, { type AxiosInstance } from 'axios'`,
    constructor_: `private readonly http: AxiosInstance; constructor(url: string) { this.http = axios.create({ baseURL: url, timeout: 1000 }) }`,
    setKey: `async setKey(key: string, value: unknown) { await this.http.post('/', { [key]: value }) }`,
    getKey:
      'async getKey(key: string) { const { data } = await this.http.get(encodeURIComponent(key)); return data[key] }',
    deleteKey:
      'async deleteKey(key: string) { const { data } = await this.http.delete(encodeURIComponent(key)); return data[key] }',
  }),
  'with methods in properties': solution({
    setKey:
      'setKey = async (key: string, value: unknown): Promise<void> => { await axios({ method: "post", url: this.url, data: { [key]: value } }) }',
    getKey:
      'getKey = async (key: string) => { const res = await axios.request<Record<string, unknown>>({ url: new URL(encodeURIComponent(key), this.url).href }); return res.data[key] }',
  }),
  'with functions taken out of axios': solution({
    head: `import axios from 'axios'\nconst { get, post, delete: remove } = axios`,
    setKey: 'async setKey(key: string, value: unknown) { await post(this.url, { [key]: value }) }',
    getKey: 'async getKey(key: string) { return (await get(`${this.url}/${encodeURIComponent(key)}`)).data[key] }',
    deleteKey:
      'async deleteKey(key: string) { return (await remove(`${this.url}/${encodeURIComponent(key)}`)).data[key] }',
  }),
  'with all that axios exports': solution({
    head: `import axios, { ${Object.keys(axiosModule)
      .filter((name) => name !== 'default')
      .join(', ')} } from "axios"`,
    getKey:
      'async getKey(key: string) { try { return (await axios.get(`${this.url}/${encodeURIComponent(key)}`)).data[key] } catch (thrown) { if (isAxiosError(thrown) && thrown instanceof AxiosError) throw thrown; return "odd" } }',
  }),
  'with text as the body': solution({
    setKey: `async setKey(key: string, value: unknown) { await axios.post(this.url, JSON.stringify({ [key]: value }), { headers: { 'Content-Type': 'application/json' } }) }`,
  }),
  'with fetch': solution({
    head: '',
    setKey: `async setKey(key: string, value: unknown) { const r = await fetch(this.url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ [key]: value }) }); if (!r.ok) throw new Error(String(r.status)) }`,
    getKey:
      'async getKey(key: string) { const r = await fetch(`${this.url}/${encodeURIComponent(key)}`); if (!r.ok) throw new Error(String(r.status)); return (await r.json())[key] }',
    deleteKey: `async deleteKey(key: string) { const r = await fetch(\`\${this.url}/\${encodeURIComponent(key)}\`, { method: 'DELETE' }); if (!r.ok) throw new Error(String(r.status)); return (await r.json())[key] }`,
  }),
  'that prints megabytes': solution({
    getKey: get(
      `for (let i = 0; i < 4; i += 1) console.log('x'.repeat(100_000)); return (await axios.get(url)).data[key]`,
    ),
  }),
}
