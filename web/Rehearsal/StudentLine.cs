using System.Text.Json;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Web.Rehearsal;

/// <summary>A student's line to the server: the hub, or plain HTTP where sockets are blocked. Whatever ends it is an <see cref="IOException"/> or <see cref="HttpRequestException"/>.</summary>
internal abstract class StudentLine : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = MakeJson();

    /// <summary>Ends when the line does.</summary>
    public abstract Task Closed { get; }

    public async Task<HelloReply> HelloAsync(HelloRequest request, CancellationToken cancellation) =>
        Read<HelloReply>(await CallAsync("Hello", request, cancellation));

    public async Task<PutReply> PutAsync(PutRequest request, CancellationToken cancellation) =>
        Read<PutReply>(await CallAsync("Put", request, cancellation));

    public async Task<FinishReply> FinishAsync(FinishRequest request, CancellationToken cancellation) =>
        Read<FinishReply>(await CallAsync("Finish", request, cancellation));

    public virtual void Cut()
    {
    }

    public abstract ValueTask DisposeAsync();

    protected abstract Task<JsonElement> CallAsync(string name, object request, CancellationToken cancellation);

    private static T Read<T>(JsonElement reply) => reply.Deserialize<T>(Json)!;

    private static JsonSerializerOptions MakeJson()
    {
        JsonSerializerOptions json = new();
        Server.ConfigureJson(json);
        return json;
    }

    /// <summary>Over a socket.</summary>
    public sealed class Hub : StudentLine
    {
        private readonly HubLink _link;

        private Hub(HubLink link) => _link = link;

        public override Task Closed => _link.Closed;

        public static async Task<Hub> OpenAsync(
            CrowdNetwork network, HttpMessageInvoker by, string token, Action<string, JsonElement> told, CancellationToken cancellation)
        {
            JsonElement ticket = await by.PostAsync(new Uri(network.Url, "api/session/ticket"), new { }, token, cancellation);
            Uri address = network.Hub($"hub/session?ticket={Uri.EscapeDataString(ticket.GetProperty("ticket").GetString()!)}");
            return new Hub(await HubLink.OpenAsync(address, by, null, told, cancellation).OrShutAsync(cancellation));
        }

        public override void Cut() => _link.Cut();

        public override ValueTask DisposeAsync() => _link.DisposeAsync();

        protected override Task<JsonElement> CallAsync(string name, object request, CancellationToken cancellation) =>
            _link.CallAsync(name, json => JsonSerializer.Serialize(json, request, request.GetType(), Json), cancellation);
    }

    /// <summary>Over plain HTTP; what the server would say by itself is asked for.</summary>
    public sealed class Http(CrowdNetwork network, HttpMessageInvoker by, string token) : StudentLine
    {
        private static readonly Task Never = new TaskCompletionSource().Task;

        public override Task Closed => Never;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

        protected override Task<JsonElement> CallAsync(string name, object request, CancellationToken cancellation) => by.PostAsync(
            new Uri(network.Url, name switch { "Put" => "api/session/answers", "Hello" => "api/session/hello", _ => "api/session/finish" }),
            request, token, cancellation);
    }
}
