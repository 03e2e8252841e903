using System.Text.Json;

namespace Diagnostics.Engine.Instruments.Json;

/// <summary>Opens the bytes of a file as a JSON document, or says why they are none.</summary>
internal static class JsonFile
{
    internal const int MaxBytes = 2_000_000;
    internal const int MaxDepth = 32;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Without the mark some editors put first.</summary>
    public static ReadOnlyMemory<byte> BodyOf(ReadOnlyMemory<byte> json) => json.Span.StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json;

    public static JsonDocument? Open(ReadOnlyMemory<byte> json, FaultList faults, int maxBytes = MaxBytes)
    {
        if (json.Length > maxBytes)
        {
            faults.Add("$", $"The file has more than {maxBytes} bytes.");
            return null;
        }

        try
        {
            return JsonDocument.Parse(BodyOf(json), new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException exception)
        {
            (long? line, long? column) = (exception.LineNumber + 1, exception.BytePositionInLine + 1);
            faults.Add("$", $"Not valid JSON: line {line}, byte {column}, or nested deeper than {MaxDepth} levels.");
            return null;
        }
    }
}
