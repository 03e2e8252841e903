import { mount } from 'svelte';
import { canOpenNames } from '../shared/names/opening';
import { staffTexts } from '../shared/text/staff';
import { loadLanguage } from '../shared/text/text';
import Names from './Names.svelte';

const target = document.getElementById('names');
const classId = document.body.dataset['class'];
if (target !== null && classId !== undefined && canOpenNames()) {
  await loadLanguage(staffTexts);
  mount(Names, { target, props: { classId } });
}
