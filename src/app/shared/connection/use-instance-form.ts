import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import type { ConnectionView } from '#contract/connection.ts'
import { draftFor, keepDraft } from '../drafts.ts'
import { idFromName } from './id-from-name.ts'
import { instanceEntry, InstanceFields } from './instance-entry.ts'

/** What was typed, and on top of which settings. */
const Unsaved = z.object({ revision: z.nullable(z.string()), fields: InstanceFields })

/** Among the drafts, which a sign-out drops. No identifier of an instance has a blank. */
const draftName = (instance: string | null): string => `entries of ${instance ?? 'a new one'}`

function readUnsaved(instance: string | null): z.infer<typeof Unsaved> | null {
  const text = draftFor(draftName(instance))
  return text === '' ? null : Unsaved.parse(JSON.parse(text))
}

function keepUnsaved(instance: string | null, unsaved: z.infer<typeof Unsaved>): void {
  const name = draftName(instance)
  names.add(name)
  keepDraft(name, JSON.stringify(unsaved))
  addEventListener('beforeunload', askBeforeLoss)
}

/** They are saved, or given up. @param instance null for a new one. */
export const dropUnsaved = (instance: string | null): void => keepDraft(draftName(instance), '')

/** Of all that was ever kept. */
const names = new Set<string>()

/** On whatever page: with this one all that is kept would be gone. */
function askBeforeLoss(event: Event): void {
  if ([...names].some((name) => draftFor(name) !== '')) event.preventDefault()
}

type Begin = {
  /** null for a new one. */
  instance: string | null
  stored: ConnectionView | null
  /** Where the form begins. */
  fields: InstanceFields
  /** Of the settings in `fields`; null for a new instance. */
  revision: string | null
}

/**
 * The form of an instance. What is typed into it is kept while other pages are open, in memory alone: there are secrets in
 * it. The browser asks before it is lost with the page.
 */
export function useInstanceForm({ instance, stored, fields, revision: begunWith }: Begin) {
  const [found, setFound] = useState(() => readUnsaved(instance))
  const schema = useMemo(() => instanceEntry(stored), [stored])
  const form = useForm({ resolver: standardSchemaResolver(schema), defaultValues: found?.fields ?? fields })
  const { subscribe, reset, resetDefaultValues } = form
  const revision = found === null ? begunWith : found.revision

  useLayoutEffect(() => {
    if (found === null) return
    const { id, name } = found.fields
    // goes on following the name, unless a person wrote another one
    resetDefaultValues(id === idFromName(name) ? { ...fields, id } : fields)
  }, [found, fields, resetDefaultValues])

  useEffect(
    () =>
      subscribe({
        formState: { values: true, isDirty: true },
        callback: ({ values, isDirty: isChanged }) =>
          isChanged === true ? keepUnsaved(instance, { revision, fields: values }) : dropUnsaved(instance),
      }),
    [subscribe, instance, revision],
  )

  return {
    form,
    /** Whether the form shows what was typed before another page was opened. */
    isFound: found !== null,
    /** The settings that the entries are meant to change. */
    revision,
    discard: () => {
      setFound(null)
      // the fields on screen stay: one of them gets the focus
      reset(fields, { keepFieldsRef: true })
      dropUnsaved(instance)
    },
  }
}
