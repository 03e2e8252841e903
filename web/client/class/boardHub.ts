import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { BoardView } from '../shared/net/wire';

/** Subscribes to a class board; the cookie of the PIN lets it in. */
export async function openBoardHub(link: string, show: (view: BoardView) => void, closed: () => void): Promise<{ stop(): Promise<void> }> {
  const connection = new HubConnectionBuilder()
    .withUrl(`/hub/board/${encodeURIComponent(link)}`, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build();
  connection.on('Board', show);
  await connection.start();
  connection.onclose(closed);
  return connection;
}
