/** The name of the student's file. */
export const exerciseFileName = 'key-value-session-store.ts'

/** What the file says before the student begins. */
export const exerciseTemplate = `import axios from 'axios'

// The class that keeps the counter's sessions in the key-value service.
//   POST <url>            with { "key": value } as JSON sets the key
//   GET <url>/<key>       answers { "key": value }, with null for none
//   DELETE <url>/<key>    removes it; answers { "key": its old value }
export class KeyValueSessionStore {
  constructor(private readonly url: string) {}

  async setKey(key: string, value: unknown): Promise<void> {
    throw new Error('not implemented')
  }

  async getKey(key: string): Promise<unknown> {
    throw new Error('not implemented')
  }

  async deleteKey(key: string): Promise<unknown> {
    throw new Error('not implemented')
  }
}
`

/** A solution to look at, put in place of the untouched template when the point is shown rather than done. */
export const workedSolution = `// A worked solution, written by Sessionscope to show this point. It is nobody's homework: Reset to template to write your own.
import axios from 'axios'

export class KeyValueSessionStore {
  constructor(private readonly url: string) {}

  async setKey(key: string, value: unknown): Promise<void> {
    await axios.post(this.url, { [key]: value })
  }

  async getKey(key: string): Promise<unknown> {
    const response = await axios.get(this.addressOf(key))
    return response.data[key]
  }

  async deleteKey(key: string): Promise<unknown> {
    const response = await axios.delete(this.addressOf(key))
    return response.data[key]
  }

  // A key is one segment of the path, whatever characters it has.
  private addressOf(key: string): string {
    return \`\${this.url}/\${encodeURIComponent(key)}\`
  }
}
`
