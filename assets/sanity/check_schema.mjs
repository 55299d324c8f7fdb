// SPDX-License-Identifier: MIT
// Checks that the demo catalog uses only fields that the schema types define, and all that they
// require. Works without the `sanity` package: its define functions are the identity, so they are
// replaced by a stub, and the types are stripped by the TypeScript compiler found near the web app
// or given as VITRINE_TYPESCRIPT. Run: node assets/sanity/check_schema.mjs
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const STUB = ['defineType', 'defineField', 'defineArrayMember']
  .map((name) => `export const ${name} = (type) => type\n`).join('')
const SYSTEM = new Set(['_id', '_type', '_key', '_ref', '_weak', '_sanityAsset', 'asset'])

function loadTypeScript() {
  const near = ['../../web', '../../wasm/package'].map((folder) => join(here, folder))
  for (const place of [process.env.VITRINE_TYPESCRIPT, ...near].filter(Boolean)) {
    try {
      return createRequire(join(place, 'package.json'))('typescript')
    } catch {
      continue
    }
  }
  console.log('check_schema: skipped, no TypeScript compiler found (npm install in web brings one)')
  process.exit(77)
}

async function loadTypes(typescript) {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-schema-'))
  writeFileSync(join(folder, 'sanity.mjs'), STUB)
  for (const name of readdirSync(here).filter((file) => file.endsWith('.ts'))) {
    const compilerOptions = {target: 'es2022', module: 'es2022'}
    const source = readFileSync(join(here, name), 'utf8')
    const plain = typescript.transpileModule(source, {compilerOptions})
    const linked = plain.outputText.replace(/from '(?:\.\/)?(\w+)'/g, "from './$1.mjs'")
    writeFileSync(join(folder, name.replace('.ts', '.mjs')), linked)
  }
  const {schemaTypes} = await import(pathToFileURL(join(folder, 'index.mjs')))
  rmSync(folder, {recursive: true})
  return new Map(schemaTypes.map((type) => [type.name, type]))
}

// A rule on which every method may be called; it only remembers whether `required` was.
function isRequired(field) {
  let required = false
  const rule = new Proxy({}, {get: (_, method) => () => {
    if (method === 'required') required = true
    return rule
  }})
  field.validation?.(rule)
  return required
}

function* checkObject(value, fields, place, types) {
  const known = new Map(fields.map((field) => [field.name, field]))
  for (const [name, child] of Object.entries(value)) {
    if (SYSTEM.has(name)) continue
    const field = known.get(name)
    if (field) yield* checkValue(child, field, `${place}.${name}`, types)
    else yield `${place}.${name} is not in the schema`
  }
  for (const field of fields) {
    const absent = value[field.name] === undefined
    if (absent && isRequired(field)) yield `${place}.${field.name} is required`
  }
}

const PLAIN = {
  string: 'string', text: 'string', datetime: 'string', number: 'number', boolean: 'boolean',
}

function* checkValue(value, field, place, types) {
  if (PLAIN[field.type]) {
    if (typeof value !== PLAIN[field.type]) yield `${place} is ${typeof value}, not ${field.type}`
    const listed = field.options?.list
    if (listed && !listed.includes(value)) yield `${place}: ${value} is not in the list`
  } else if (field.type === 'array') {
    if (!Array.isArray(value)) return yield `${place} is not an array`
    for (const [index, item] of value.entries()) {
      const member = field.of.find((one) => one.type === (item?._type ?? one.type)) ?? field.of[0]
      yield* checkValue(item, member, `${place}[${index}]`, types)
    }
  } else if (field.type === 'slug') {
    if (typeof value.current !== 'string') yield `${place}.current is missing`
  } else if (field.type === 'reference') {
    const fits = field.to.some(({type}) => value._ref?.startsWith(`${type}-`))
    if (!fits) yield `${place} refers to ${value._ref}`
  } else if (field.type === 'block') {
    const styles = field.styles.map((style) => style.value)
    if (!styles.includes(value.style)) yield `${place}.style ${value.style} is not allowed`
  } else {
    const type = field.fields ? field : types.get(field.type)
    if (!type?.fields) return yield `${place}: unknown type ${field.type}`
    yield* checkObject(value, type.fields, place, types)
  }
}

const types = await loadTypes(loadTypeScript())
const lines = readFileSync(join(here, '../catalog/catalog.ndjson'), 'utf8').trim().split('\n')
const faults = lines.map((line) => JSON.parse(line)).flatMap((document) => {
  const type = types.get(document._type)
  if (!type) return [`${document._id}: no type ${document._type}`]
  return [...checkObject(document, type.fields, document._id, types)]
})
const verdict = `check_schema: ${lines.length} documents fit ${types.size} types`
console.log(faults.length ? faults.join('\n') : verdict)
process.exit(faults.length ? 1 : 0)
