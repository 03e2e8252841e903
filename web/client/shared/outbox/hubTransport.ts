import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { ApiFault, post } from '../net/api';
import type { Control, FinishReply, HelloReply, PutReply } from '../net/wire';
import type { Transport, TransportEvents } from './transport';

const startTimeoutMs = 5_000;
const callTimeoutMs = 15_000;

/** Opens the session hub: one fresh ticket a connection, WebSockets only, no negotiation; reconnecting is the link's own business. */
export async function openHub(token: () => string, events: TransportEvents): Promise<Transport> {
  const { ticket } = await post<{ ticket: string }>('/api/session/ticket', {}, token());
  const connection = new HubConnectionBuilder()
    .withUrl(`/hub/session?ticket=${encodeURIComponent(ticket)}`, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build();
  connection.on('Ctl', (message: Control) => events.control(message));
  connection.onclose(() => events.broken());
  const close = (): void => void connection.stop().catch(() => undefined);
  try {
    await withLimit(connection.start(), startTimeoutMs);
  } catch (error) {
    close();
    throw error;
  }
  const invoke = <T>(method: string, request: unknown): Promise<T> => withLimit(connection.invoke<T>(method, request), callTimeoutMs);
  return {
    kind: 'hub',
    hello: (request) => invoke<HelloReply>('Hello', request),
    put: (request) => invoke<PutReply>('Put', request),
    finish: (request) => invoke<FinishReply>('Finish', request),
    close,
  };
}

async function withLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ApiFault(0, 'offline', null)), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
