import { countWords, openSteps } from '../../region/preparation/preparation';
import type { Saving } from '../../shared/design/saving';
import { get } from '../../shared/net/api';
import type { ResponsiblePerson, SchoolPreparation } from '../../shared/net/preparationWire';
import { preparationTexts } from '../../shared/text/preparation';
import { addTexts, t } from '../../shared/text/text';
import { handOver, ready, type TableKind } from './save';
import { dayOf, tableOf, type Table } from './table';

/** Schools where something is open, with what it is and whom to call; contacts only for whoever may read them. */
export async function saveReminders(schools: readonly SchoolPreparation[], withPersons: boolean, kind: TableKind, { given }: Saving): Promise<void> {
  await ready();
  await addTexts(preparationTexts);
  const persons = withPersons ? await get<ResponsiblePerson[]>('/api/preparation/persons') : [];
  given.throwIfAborted();
  handOver(reminderTable(schools, persons), kind, t('prep.remind.file'));
}

export function reminderTable(schools: readonly SchoolPreparation[], persons: readonly ResponsiblePerson[]): Table {
  const contacts = new Map<string, string[]>();
  for (const { schoolId, role, name, contact } of persons) contacts.set(schoolId, [...(contacts.get(schoolId) ?? []), t('prep.remind.person', { role: t(`prep.role.${role}`), name, contact })]);
  return tableOf<SchoolPreparation>(t('prep.remind'), [
    { title: t('prep.municipality'), width: 28, cell: ({ municipalityName }) => municipalityName },
    { title: t('prep.school'), width: 36, cell: ({ name }) => name },
    { title: t('prep.remind.open'), width: 70, cell: (school) => openSteps(school).map((step) => `${t(`prep.step.${step}`)}: ${countWords(step, school.counts)}`).join('; ') },
    { title: t('prep.remind.whom'), width: 50, cell: ({ id }) => (contacts.get(id) ?? []).join('; ') },
    { title: t('prep.first'), width: 16, cell: ({ firstAtMs }) => dayOf(firstAtMs) },
  ], schools.filter(({ isReady }) => !isReady), [t('prep.remind.note')]);
}
