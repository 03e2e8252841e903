using System.Diagnostics;
using Diagnostics.Engine;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Diagnostics.Web.Watch;

/// <summary>
/// Sends metrics and traces to the operator's collector by OTLP: with <c>--otlp</c>, or with the standard variable OTEL_EXPORTER_OTLP_ENDPOINT. The other OTEL_ variables
/// hold as OpenTelemetry says. Only tags that are known to be nobody's leave (<see cref="KnownTags"/>).
/// </summary>
internal static class Telemetry
{
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string ServiceName = "diagnostics";

    /// <summary>Null where nobody asked for it; otherwise what ends it, after sending what is left.</summary>
    /// <param name="endpoint">Of the option; null: the variables decide.</param>
    public static IDisposable? Start(Uri? endpoint)
    {
        if (endpoint is null && Environment.GetEnvironmentVariable(EndpointVariable) is null or "")
        {
            return null;
        }

        ResourceBuilder resource = ResourceBuilder.CreateEmpty().AddService(ServiceName).AddTelemetrySdk().AddEnvironmentVariableDetector();
        TracerProvider traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(DiagnosticsEngine.TraceSource, "Microsoft.AspNetCore", "Microsoft.AspNetCore.SignalR.Server")
            .AddProcessor(new KnownTags())
            .AddOtlpExporter(otlp => Aim(otlp, endpoint, "v1/traces"))
            .Build();
        MeterProvider metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Diagnostics.*", "System.Runtime", "Npgsql", "Microsoft.AspNetCore.Hosting")
            .AddView(instrument => instrument.Meter.Name switch
            {
                // Its pool's name is the connection string.
                "Npgsql" => new MetricStreamConfiguration { TagKeys = ["db.client.connection.state"] },
                "Microsoft.AspNetCore.Hosting" => new MetricStreamConfiguration { TagKeys = KnownTags.OfRequests },
                _ when instrument.Meter.Name.StartsWith("Diagnostics.", StringComparison.Ordinal) && instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal) =>
                    new ExplicitBucketHistogramConfiguration { Boundaries = Spread.Bounds },
                _ => null,
            })
            .AddOtlpExporter(otlp => Aim(otlp, endpoint, "v1/metrics"))
            .Build();
        return new Both(traces, metrics);
    }

    private static void Aim(OtlpExporterOptions otlp, Uri? endpoint, string signal)
    {
        if (endpoint is null)
        {
            return;
        }

        // Without a word about it, what passes every proxy.
        bool isGrpc = string.Equals(Environment.GetEnvironmentVariable(ProtocolVariable), "grpc", StringComparison.OrdinalIgnoreCase);
        otlp.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = isGrpc ? endpoint : new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{signal}");
    }

    private sealed class Both(TracerProvider traces, MeterProvider metrics) : IDisposable
    {
        public void Dispose()
        {
            traces.Dispose();
            metrics.Dispose();
        }
    }
}

/// <summary>Takes every tag, event and word away that is not known to be nobody's, whatever a version of the framework adds.</summary>
internal sealed class KnownTags : BaseProcessor<Activity>
{
    public static readonly string[] OfRequests =
        ["http.request.method", "http.route", "http.response.status_code", "error.type", "url.scheme", "network.protocol.name", "network.protocol.version"];

    private static readonly HashSet<string> Known = new(OfRequests, StringComparer.Ordinal)
    {
        "rpc.system", "rpc.service", "rpc.method", "answers.count", "answers.status",
    };

    public override void OnEnd(Activity data)
    {
        foreach (KeyValuePair<string, object?> tag in data.TagObjects.ToArray())
        {
            if (!Known.Contains(tag.Key))
            {
                data.SetTag(tag.Key, null);
            }
        }

        if (data.StatusDescription is not null)
        {
            data.SetStatus(data.Status);
        }

        if (data.Events.Any())
        {
            // Events cannot be taken away, and an exception's message may quote anything.
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
