import { ApiFault } from '../shared/net/api';
import { loadMe } from '../shared/net/staff';

/** Whether somebody is signed in here who may print cards. A board opened by its PIN alone has nobody. */
export async function mayPrintCards(): Promise<boolean> {
  try {
    const me = await loadMe();
    return me.stage === 'complete' && me.acts.includes('printCards');
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error;
    return false;
  }
}
