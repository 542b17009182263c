import { DiagnosisForm, DiagnosisLine, LatestDiagnosis } from '../diagnosis.ts'
import type { RouteGroup } from './route.ts'

const PATH = '/api/instances/:id/diagnosis'

/** The staged diagnosis of one instance. */
export const diagnosisApi = {
  latest: {
    method: 'GET',
    path: PATH,
    role: 'viewer',
    summary: 'The latest diagnosis that came to its end; null before the first',
    reply: LatestDiagnosis,
  },
  run: {
    method: 'POST',
    path: PATH,
    role: 'viewer',
    summary: 'Run a diagnosis, or follow the one that runs: one JSON object a line, as it goes',
    body: DiagnosisForm,
    line: DiagnosisLine,
    // a key in the body takes the role that may check one
    problems: ['key-not-for-practice', 'role-required'],
    asksOthers: true,
  },
} as const satisfies RouteGroup
