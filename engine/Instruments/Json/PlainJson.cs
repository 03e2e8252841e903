using System.Text.Encodings.Web;
using System.Text.Json;

namespace Diagnostics.Engine.Instruments.Json;

/// <summary>JSON with Cyrillic left readable; for files and messages, never for HTML.</summary>
internal static class PlainJson
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For files that people open as well.</summary>
    public static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true, IndentSize = 1, NewLine = "\n" };

    public static readonly JsonWriterOptions Writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
