import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { BoardView } from '../shared/net/wire';

/** The server speaks every ten seconds: two silences are a dead connection. */
const serverTimeoutMs = 21_000;

/** Subscribes to a class board; the cookie of the PIN lets it in. */
export async function openBoardHub(link: string, show: (view: BoardView) => void, closed: () => void): Promise<{ stop(): Promise<void> }> {
  const connection = new HubConnectionBuilder()
    .withUrl(`/hub/board/${encodeURIComponent(link)}`, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .withServerTimeout(serverTimeoutMs)
    .configureLogging(LogLevel.None)
    .build();
  connection.on('Board', show);
  await connection.start();
  connection.onclose(closed);
  return connection;
}
