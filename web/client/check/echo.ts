import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';

/** A socket opened as lessons open theirs. In a module of its own: the hub's client is fetched when it is needed, and only the parts of it that are named. */
export function echoHub(ticket: string): HubConnection {
  return new HubConnectionBuilder()
    .withUrl(`/hub/check?ticket=${encodeURIComponent(ticket)}`, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build();
}
