import { problemOf, type ProblemError } from '#contract/problem-error.ts'

export function answerProblem(error: ProblemError): Response {
  const problem = problemOf(error)
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json' },
  })
}
