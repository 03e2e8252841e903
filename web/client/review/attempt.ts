import { ApiFault } from '../shared/net/api';

/** Does what a page asked for; false when the server refused it, and then the page knows why. */
export async function attempt(page: { fault: string | null }, deed: () => Promise<void>): Promise<boolean> {
  page.fault = null;
  try {
    await deed();
    return true;
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error;
    page.fault = error.code;
    return false;
  }
}
