import express from 'express'
import { listen } from './listen.mjs'

// Plain Express: the key-value service over a Map, gone with the process.
const entries = new Map()
const app = express()
app.use(express.json({ limit: '1mb' }))
app.post('/', (request, response) => {
  for (const [key, value] of Object.entries(request.body)) entries.set(key, value)
  response.json(request.body)
})
app.get('/', (request, response) => {
  const prefix = request.query.prefix ?? ''
  const keys = []
  for (const key of entries.keys()) if (key.startsWith(prefix)) keys.push(key)
  response.json({ keys })
})
app.get('/:key', (request, response) => {
  const { key } = request.params
  response.json({ [key]: entries.get(key) ?? null })
})
listen(app)
