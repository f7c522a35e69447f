// The fold of benchmarks/peers.py: what each event changes in the JSON of its mandate's row. Emmett
// feeds its projections event by event, so the quickest that it allows is one statement for each,
// which need not read the row first.

const occurrence = (number, due) => ({ number, due, stage: 'open', reports: [], end: null });
const of = ({ occurrence }, ...path) => ['occurrences', occurrence - 1, ...path];
const set = (path, value) => ({ path, value });
const add = (path, value) => ({ path, value, last: true });

/** The row that an adoption begins. */
export const begun = ({ data, metadata }) => ({
  adopted: data,
  on: metadata.day,
  leads: [],
  with: [],
  notes: [],
  occurrences: [occurrence(1, data.due)],
});

export const ADOPTED = 'mandate.adopted.v1';

const CHANGES = {
  'mandate.assigned.v1': (data) => [add([data.role === 'lead' ? 'leads' : 'with'], data.entity)],
  'mandate.noted.v1': (data) => [add(['notes'], data.text)],
  'mandate.occurrence_opened.v1': (data) => [
    add(['occurrences'], occurrence(data.occurrence, data.due)),
  ],
  'mandate.progress_stated.v1': (data) => [set(of(data, 'stage'), 'in_progress')],
  'mandate.report_submitted.v1': (data, day) => [
    set(of(data, 'stage'), 'submitted'),
    add(of(data, 'reports'), { document: data.document, on: day }),
  ],
  'mandate.report_issued.v1': (data) => [
    set(of(data, 'stage'), 'issued'),
    set(of(data, 'reports', -1, 'languages'), data.languages),
  ],
  'mandate.considered.v1': (data) => [set(of(data, 'stage'), 'considered')],
  'mandate.deferred.v1': (data) => [set(of(data, 'due'), data.to)],
  'mandate.completed.v1': (data) => [set(of(data, 'end'), 'completed')],
};

export const EVENTS = [ADOPTED, ...Object.keys(CHANGES)];

/** What an event after the adoption sets, or adds to the end of a list, at which path. */
export const changes = ({ type, data, metadata }) => CHANGES[type](data, metadata.day);
