import { call } from '../net/api';
import type { Control, FinishReply, FinishRequest, HelloReply, HelloRequest, PutReply, PutRequest } from '../net/wire';

/** One way to the server: the hub or plain HTTP, with the same requests, replies and rules. */
export interface Transport {
  readonly kind: 'hub' | 'http';
  hello(request: HelloRequest): Promise<HelloReply>;
  put(request: PutRequest): Promise<PutReply>;
  finish(request: FinishRequest): Promise<FinishReply>;
  close(): void;
}

export interface TransportEvents {
  control(message: Control): void;
  /** The connection broke (never for HTTP). */
  broken(): void;
}

export type OpenTransport = (events: TransportEvents) => Promise<Transport>;

export function httpTransport(token: () => string): Transport {
  const send = <T>(path: string, body: unknown): Promise<T> => call<T>('POST', `/api/session/${path}`, { body, token: token() });
  return {
    kind: 'http',
    hello: (request) => send<HelloReply>('hello', request),
    put: (request) => send<PutReply>('answers', request),
    finish: (request) => send<FinishReply>('finish', request),
    close: () => undefined,
  };
}
