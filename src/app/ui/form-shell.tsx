import { useEffect, type ReactNode } from 'react'
import { FormProvider, type FieldPath, type FieldValues, type UseFormReturn } from 'react-hook-form'
import { Button } from './button.tsx'

type Props<Fields extends FieldValues, Entry> = {
  /** Names the form. */
  label: string
  form: UseFormReturn<Fields, unknown, Entry>
  children: ReactNode
  /** Buttons before the one that submits. */
  actions: ReactNode
  submit: { label: ReactNode; icon: ReactNode }
  isBusy: boolean
  /** Why the last submit failed; null if it did not, or if that is shown elsewhere. */
  failure: ReactNode
  /** What the gateway found wrong with one field: shown beside that field in place of `failure`. `reason` names its words. */
  fault: { field: FieldPath<Fields>; reason: string } | null
  onSubmit: (entry: Entry) => void
  onChange: () => void
}

/** A form with its bar of buttons. The first field with a fault gets the focus, even if the gateway found it. */
export function FormShell<Fields extends FieldValues, Entry>(props: Props<Fields, Entry>) {
  const { label, form, fault, onSubmit } = props
  const { setError } = form
  const field = fault?.field
  const reason = fault?.reason
  useEffect(() => {
    if (field !== undefined && reason !== undefined) setError(field, { message: reason }, { shouldFocus: true })
  }, [field, reason, setError])
  return (
    <FormProvider {...form}>
      <form aria-label={label} noValidate onSubmit={form.handleSubmit(onSubmit)} onChange={props.onChange}>
        {props.children}
        {!fault && props.failure}
        <div className="lk-actions lk-actions-bar">
          {props.actions}
          <span className="lk-spring" />
          <Button type="submit" variant="primary" busy={props.isBusy} icon={props.submit.icon}>
            {props.submit.label}
          </Button>
        </div>
      </form>
    </FormProvider>
  )
}
