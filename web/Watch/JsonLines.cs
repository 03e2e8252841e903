using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Diagnostics.Web.Watch;

/// <summary>
/// The log as one JSON object a line. Scopes are left out on purpose: the framework's hold the address of the request, and addresses hold links. The request is
/// named by its own id instead.
/// </summary>
internal sealed class JsonLines(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "json-lines";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter line = new(bytes, Plain))
        {
            line.WriteStartObject();
            line.WriteString("time", clock.GetUtcNow());
            line.WriteString("level", logEntry.LogLevel.ToString());
            line.WriteString("category", logEntry.Category);
            line.WriteNumber("event", logEntry.EventId.Id);
            line.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (RequestIds.Current is { } request)
            {
                line.WriteString(RequestIds.Field, request);
            }

            if (logEntry.Exception is { } failure)
            {
                line.WriteString("exception", failure.ToString());
            }

            WriteArguments(line, logEntry.State as IEnumerable<KeyValuePair<string, object?>>);
            line.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    /// <summary>What the message was put together from, so that a search need not read sentences.</summary>
    private static void WriteArguments(Utf8JsonWriter line, IEnumerable<KeyValuePair<string, object?>>? arguments)
    {
        if (arguments is null)
        {
            return;
        }

        line.WriteStartObject("of");
        foreach ((string name, object? value) in arguments)
        {
            if (name != "{OriginalFormat}")
            {
                line.WriteString(name, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        line.WriteEndObject();
    }
}
