using System.CommandLine;
using Diagnostics.Web.Watch;

namespace Diagnostics.Web.Commands;

/// <summary>The options of <c>serve</c> about watching it: alerts, metrics, traces, the log.</summary>
internal sealed class WatchCommandOptions
{
    private readonly Option<string?> _alerts = new("--alerts")
    {
        Description = "File of conditions that alert the operator, one a line (diskFreeMb < 8192 for 1m); they stand in place of the built-in ones about the same figure. Faults stop the start.",
    };

    private readonly Option<string?> _token = new("--metrics-token-file")
    {
        Description = $"File whose first line is the token (at least {MetricsToken.LeastLength} characters) with which a collector reads /metrics (Prometheus); without it that door is not there.",
    };

    private readonly Option<Uri?> _otlp = WebAddress.Option(
        "--otlp", $"Address of a collector for metrics and traces by OTLP (http/protobuf, or what the OTEL_ variables say); {Telemetry.EndpointVariable} does the same.");

    private readonly Option<string> _log = new("--log-format")
    {
        Description = "json: one JSON object a line, with the id of the request that X-Request-Id tells.",
        DefaultValueFactory = _ => Plain,
    };

    private const string Plain = "plain";
    private const string Json = "json";

    public WatchCommandOptions() => _log.AcceptOnlyFromAmong(Plain, Json);

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _alerts, _token, _otlp, _log })
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    /// <exception cref="InvalidDataException">A file says what it cannot mean; the message names it, the line and the reason.</exception>
    public ServerOptions Read(ParseResult parsed, ServerOptions server) => server with
    {
        Alerts = parsed.GetValue(_alerts) is { } alerts ? AlertList.With(alerts, File.ReadLines(alerts)) : server.Alerts,
        MetricsToken = parsed.GetValue(_token) is { } token ? MetricsToken.Read(token) : null,
        Otlp = parsed.GetValue(_otlp),
        LogFormat = parsed.GetValue(_log) == Json ? LogFormat.Json : LogFormat.Plain,
    };
}
